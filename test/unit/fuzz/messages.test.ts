import fc from "fast-check";
import * as v from "valibot";
import { expect, test } from "vitest";
import { actionId, connectionId } from "../../../extension/core/model.ts";
import { fromDetails } from "../../../extension/webviews/details/messages.ts";
import { fromForm } from "../../../extension/webviews/form/messages.ts";
import { FormSession } from "../../../extension/webviews/form/session.ts";
import { fromOverview } from "../../../extension/webviews/overview/messages.ts";
import { fromReport } from "../../../extension/webviews/report/messages.ts";
import { fromRotation } from "../../../extension/webviews/rotation/messages.ts";
import { damaged, oddJson } from "./json-like.ts";
import { PATIENCE_MS, tries } from "../../tries.ts";

/* What a page posts is taken for nothing but one of the messages that there are: a page may have been taken over. */

const examples = [
  { type: "ready", kept: { ref: {}, changes: { name: "a" } } },
  { type: "draft", changes: { name: "a", labels: [{ key: "a", value: "b" }] }, knownSecrets: ["password"] },
  { type: "submit", values: { name: "a", roles: ["1"], password: "p" } },
  { type: "open", url: "https://evil.example" },
  { type: "copy", row: "clientId", item: 0, target: "t" },
  { type: "action", action: "delete" },
  { type: "copySecret", target: "x" },
  { type: "press", button: "go" },
  { type: "filter", text: "a" },
  { type: "unit", unit: "week" },
  { type: "open", place: { chart: "ends", column: "a", connection: "c" } },
  { type: "connection", connection: "c", button: "loadAll" },
];
const posted = fc.oneof(
  fc.constantFrom(...examples),
  fc.constantFrom(...examples).chain(damaged),
  oddJson("type", "kept", "changes", "values", "url", "action", "row", "target", "ref"),
);

test.each([
  ["a form", fromForm],
  ["details", fromDetails],
  ["a report", fromReport],
  ["a rotation", fromRotation],
  ["the overview", fromOverview],
] as const)(
  "whatever %s posts is a message with only what belongs to it, or none",
  (_, schema) => {
    fc.assert(
      fc.property(posted, message => {
        const parsed = v.safeParse(schema, message);
        if (!parsed.success) return;
        expect(v.safeParse(schema, parsed.output).output).toEqual(parsed.output);
        expect(Object.getPrototypeOf(parsed.output)).toBe(Object.prototype);
      }),
      tries(500),
    );
  },
  PATIENCE_MS,
);

test(
  "a form's session takes any of them in any order: it sends only fields that it has, once, and opens only its own links",
  async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(posted, { maxLength: 8 }), async messages => {
        const sent: unknown[] = [];
        const opened: string[] = [];
        const session = new FormSession(
          { connectionId: connectionId("c-1"), action: actionId("create") },
          {
            where: () => ({
              connection: "C",
              service: "S",
              environment: "mock",
              environmentLabel: "Mock",
              server: "mock",
              readOnly: false,
            }),
            title: () => "Create",
            load: () =>
              Promise.resolve({
                title: "Create",
                submitLabel: "Create",
                fields: [{ key: "name", label: "Name", type: "text" }],
                values: {},
              }),
            submit: (_ref, values) => {
              sent.push(values);
              return Promise.resolve({ type: "done" });
            },
          },
          { misunderstood: () => undefined, unseen: () => undefined },
        );
        session.attach({
          visible: true,
          post: () => undefined,
          openLink: url => opened.push(url),
          close: () => undefined,
        });
        for (const message of messages) {
          session.receive(message);
          await Promise.resolve();
        }
        await new Promise(setImmediate);
        expect(sent.length).toBeLessThanOrEqual(1);
        for (const values of sent) expect(Object.keys(values as object).every(key => key === "name")).toBe(true);
        expect(opened).toEqual([]);
      }),
      tries(300),
    );
  },
  PATIENCE_MS,
);
