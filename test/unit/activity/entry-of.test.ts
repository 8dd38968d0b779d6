import { describe, expect, test } from "vitest";
import { type Attempted, entryOf } from "../../../extension/activity/entry-of.ts";
import { entrySchema, parseLines } from "../../../extension/activity/entry.ts";
import { readable } from "../../../extension/activity/readable.ts";
import { ServiceError } from "../../../extension/core/errors.ts";
import { Action, actionId, credentialId } from "../../../extension/core/model.ts";
import { connection, credential, now } from "../expiry/samples.ts";
import { entry } from "./samples.ts";
import * as v from "valibot";

const attempt = (more: Partial<Attempted> = {}): Attempted => ({
  ref: { action: Action.revoke, id: credentialId("1003") },
  connection: connection("one"),
  label: "myKey03",
  startedAt: now,
  ...more,
});
const later = new Date(now.getTime() + 420);
const noted = (more: Partial<Attempted> = {}, title = "Revoke...") => entryOf(attempt(more), title, later);

describe("what was tried is noted", () => {
  test("with what, by which connection, when, how it went and how long it took", () => {
    expect(noted()).toEqual({
      version: 1,
      at: "2026-11-22T12:00:00.000Z",
      action: "revoke",
      title: "Revoke",
      connection: { id: "one", name: "Space one", environment: "test" },
      credential: { id: "1003", label: "myKey03" },
      result: "done",
      durationMs: 420,
    });
  });

  test("under the name and id that it has after it was made", () => {
    const made = noted({ ref: { action: Action.create }, label: undefined, credential: credential("1010") });
    expect(made.credential).toEqual({ id: "1010", label: "1010" });
    expect(noted({ ref: { action: Action.create }, label: undefined, error: new Error("no") })).not.toHaveProperty(
      "credential",
    );
  });

  test.each([
    [new ServiceError({ kind: "forbidden", message: "Not allowed." }), "failed", "forbidden"],
    [new ServiceError({ kind: "unavailable", message: "Lost.", outcomeUnknown: true }), "unknown", "unavailable"],
    [new ServiceError({ kind: "cancelled", message: "Cancelled." }), "cancelled", "cancelled"],
    [new ServiceError({ kind: "cancelled", message: "Cancelled.", outcomeUnknown: true }), "unknown", "cancelled"],
    [new TypeError("a mistake"), "failed", "TypeError"],
  ])("%s as %s", (error, result, kind) => {
    expect(noted({ error })).toMatchObject({ result, error: { kind, message: error.message } });
  });

  test("in a form that is read again as it was", () => {
    for (const one of [noted(), noted({ error: new Error("no") })])
      expect(parseLines(`${JSON.stringify(one)}\n`)).toEqual({ entries: [v.parse(entrySchema, one)], unreadable: 0 });
  });

  test("clocks that go back make no negative time", () => {
    expect(entryOf(attempt({ startedAt: later }), "x", now).durationMs).toBe(0);
  });
});

describe("no secret gets into it", () => {
  const canary = "c4n4ry51e2Q";

  test.each([
    new Error(`POST /x failed: client_secret=${canary}`),
    new ServiceError({ kind: "invalid", message: `refused {"clientSecret":"${canary}"}`, cause: { secret: canary } }),
    new ServiceError({ kind: "protocol", message: `Authorization: Bearer ${canary}`, said: canary, hint: canary }),
  ])("from an error: %#", error => {
    expect(JSON.stringify(noted({ error }))).not.toContain(canary);
  });

  test("from a name that somebody put one into, or what else a credential may carry", () => {
    const loaded = Object.assign(credential("x"), { secret: canary, label: `secret=${canary}` });
    expect(JSON.stringify(noted({ credential: loaded, label: `password: ${canary}` }))).not.toContain(canary);
    expect(JSON.stringify(noted({ ref: { action: actionId("x") }, label: `token=${canary}` }))).not.toContain(canary);
  });

  test("nor a line break that would make two lines of one, nor more of a server's words than are of use", () => {
    const { credential: named, error } = noted({ label: "a\nb\tc", error: new Error("x".repeat(5000)) });
    expect(named?.label).toBe("a b c");
    expect(error?.message).toHaveLength(500);
  });
});

describe("as a document", () => {
  const at = (date: Date): string => date.toISOString().slice(0, 16);

  test("has a line for each, the newest first, with what went wrong below", () => {
    const text = readable(
      {
        entries: [
          entry("Create", { credential: { id: "1010", label: "new" } }),
          entry("Revoke", { result: "failed", error: { kind: "forbidden", message: "Not allowed." } }),
        ],
        unreadable: 2,
      },
      at,
    );
    expect(text.split("\n").slice(2)).toEqual([
      "2026-11-22T12:00  Failed  Revoke  Space (Test)  0.4 s",
      "    forbidden: Not allowed.",
      "2026-11-22T12:00  Done  Create  “new” (1010)  Space (Test)  0.4 s",
      "",
      "Lines that can't be read: 2",
      "",
    ]);
  });

  test("says that there is nothing yet", () => {
    expect(readable({ entries: [], unreadable: 0 }, at)).toContain("Nothing yet.");
  });
});
