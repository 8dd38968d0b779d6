import fc from "fast-check";
import * as v from "valibot";
import { expect, test } from "vitest";
import { entrySchema, parseLines } from "../../../extension/activity/entry.ts";
import { readable } from "../../../extension/activity/readable.ts";
import { linkPath, parseLink } from "../../../extension/commands/link.ts";
import { parsePlan, planText } from "../../../extension/rotation/plan.ts";
import { PATIENCE_MS, tries } from "../../tries.ts";
import { damaged, oddJson, oddText } from "./json-like.ts";

/* What Keyporter keeps on the disk besides the vault, as somebody else or half a write may leave it, and links that anybody can make. */

const attempt = {
  version: 1,
  at: "2026-11-22T12:00:00.000Z",
  action: "create",
  title: "Create",
  connection: { id: "c", name: "C", environment: "production" },
  credential: { id: "1003", label: "K" },
  result: "failed",
  error: { kind: "invalid", message: "no" },
  durationMs: 12,
};

test(
  "whatever stands in the journal, each line is an entry that can be read out, or is counted as none",
  () => {
    const line = fc.oneof(
      fc.constant(attempt).map(json => JSON.stringify(json)),
      damaged(attempt).map(json => JSON.stringify(json)),
      oddJson(...Object.keys(attempt)).map(json => JSON.stringify(json)),
      oddText,
    );
    fc.assert(
      fc.property(fc.array(line, { maxLength: 6 }), lines => {
        const text = lines.join("\n");
        const read = parseLines(text);
        expect(read.entries.length + read.unreadable).toBe(text.split("\n").filter(each => each.trim() !== "").length);
        for (const entry of read.entries) expect(v.is(entrySchema, entry)).toBe(true);
        expect(readable(read, date => date.toISOString())).toBeTypeOf("string");
      }),
      tries(500),
    );
  },
  PATIENCE_MS,
);

test(
  "whatever stands in the plan of a rotation is a plan that is written as it was read, or none",
  () => {
    const whole = {
      version: 1,
      plan: {
        connectionId: "c",
        id: "1003",
        server: "https://octane.example",
        old: { label: "K", clientId: "k" },
        startedAt: 1,
        twin: { state: "created", id: "1004", label: "K 2", clientId: "k2", at: 2, notes: ["n"] },
        deliveredAt: 3,
        confirmedAt: 4,
      },
    };
    expect(parsePlan(JSON.stringify(whole))).toBeDefined();
    const text = fc.oneof(
      damaged(whole).map(json => JSON.stringify(json)),
      fc.nat().map(at => JSON.stringify(whole).slice(0, at % JSON.stringify(whole).length)),
      oddJson("version", "plan", "twin", "state").map(json => JSON.stringify(json)),
      oddText,
    );
    fc.assert(
      fc.property(text, given => {
        const plan = parsePlan(given);
        if (plan === undefined) return;
        expect(parsePlan(planText(plan))).toEqual(plan);
        for (const at of [plan.startedAt, plan.deliveredAt ?? 0, plan.confirmedAt ?? 0])
          expect(new Date(at).toISOString()).toMatch(/Z$/u);
      }),
      tries(500),
    );
  },
  PATIENCE_MS,
);

test(
  "whatever a link's path is, it leads to a row by its ids, or nowhere",
  () => {
    const segment = fc.oneof(
      fc.constantFrom("key", "connection", "delete", "..", ".", "", "apiClients", "1003", "a?b", "%2e%2e", "a#b"),
      oddText,
    );
    const path = fc.oneof(
      fc.array(segment, { maxLength: 7 }).map(all => `/${all.join("/")}`),
      fc.array(segment, { maxLength: 4 }).map(all => `/key/c/${all.join("/")}`),
      oddText,
    );
    fc.assert(
      fc.property(path, given => {
        const link = parseLink(given);
        if (link === undefined) return;
        expect(linkPath(link)).toBe(given);
        expect(`${link.connectionId}/${link.id ?? ""}`).toMatch(/^[\w.~@:+=/-]+$/u);
        expect(`/${link.id ?? ""}/`).not.toMatch(/\/\.{1,2}\//u);
      }),
      tries(1000),
    );
  },
  PATIENCE_MS,
);
