import { expect, test } from "vitest";
import { guestService } from "../../../../extension/services/guest/guest.ts";
import { extensionOf } from "../../../../extension/services/guest/extension-of.ts";
import { actions, info } from "./sample.ts";

const open = () => ({});

test("a service that is described as the contract wants it comes in", () => {
  const { info: taken, actions: acts } = guestService({ info, actions, open });
  expect(taken).toEqual(info);
  expect([...acts]).toEqual([...actions]);
});

test("so does an instance of a class, and what is undefined counts as missing", () => {
  class Acme {
    get info() {
      return { ...info, rotation: undefined, curl: undefined };
    }
    readonly actions = actions;
    readonly #session = { verify: () => Promise.resolve({ label: "me", missing: [] }) };
    open() {
      return this.#session;
    }
  }
  expect(guestService(new Acme()).info).toEqual(info);
});

test("what nobody asked for stays outside", () => {
  const taken = guestService({ info: { ...info, demo: { signIn: {} }, password: "x" }, actions, open });
  expect(Object.keys(taken.info).toSorted()).toEqual(Object.keys(info).toSorted());
});

const [method] = info.signInMethods;
const many = { type: "many", key: "many", label: "Many", options: [] };

test.each([
  ["nothing at all", undefined, "Invalid type"],
  ["an id like one of ours", { info: { ...info, id: "octane" } }, "info.id"],
  ["an id that could be a path", { info: { ...info, id: "acme.keys/../x" } }, "info.id"],
  ["no name", { info: { ...info, name: " " } }, "info.name"],
  ["an icon that brings more than itself", { info: { ...info, icon: "key) $(alert" } }, "info.icon"],
  [
    "documentation that is no web page",
    { info: { ...info, documentationUrl: "command:evil" } },
    "info.documentationUrl",
  ],
  [
    "a server in the clear",
    { info: { ...info, servers: [{ value: "http://acme.example", label: "x" }] } },
    "info.servers",
  ],
  ["no way to sign in", { info: { ...info, signInMethods: [] } }, "info.signInMethods"],
  ["two ways of one name", { info: { ...info, signInMethods: [method, method] } }, "info.signInMethods"],
  [
    "a sign-in with a list",
    { info: { ...info, signInMethods: [{ ...method, fields: [many] }] } },
    "info.signInMethods.0.fields",
  ],
  [
    "an end that no field tells",
    { info: { ...info, signInMethods: [{ ...method, endsField: "day" }] } },
    "info.signInMethods.0",
  ],
  [
    "a pattern that is none",
    {
      info: {
        ...info,
        connectionFields: [{ type: "text", key: "a", label: "A", pattern: { source: "(", message: "" } }],
      },
    },
    "info.connectionFields.0.pattern.source",
  ],
  ["no rows", { info: { ...info, rowsAtOnce: 0 } }, "info.rowsAtOnce"],
  [
    "a rotation that ends with nothing",
    { info: { ...info, rotation: { endsWith: "revoke" } } },
    "info.rotation.endsWith",
  ],
  ["actions that are no map", { actions: { create: actions.get("create") } }, "actions"],
  [
    "an action with a name that would break a menu's condition",
    { actions: new Map([["a;b", actions.get("create")]]) },
    "actions",
  ],
  ["no way to open it", { open: undefined }, "open"],
])("%s is refused, and its author told where", (_what, changes, where) => {
  const offered = changes === undefined ? undefined : { info, actions, open, ...changes };
  expect(() => guestService(offered)).toThrow(`Keyporter can't take in this service: ${where}`);
});

test("the extension that brings a service is in the service's id", () => {
  expect(["acme.keys", "acme.keys.legacy", "octane", "acme.", "a b.c"].map(extensionOf)).toEqual([
    "acme.keys",
    "acme.keys",
    undefined,
    undefined,
    undefined,
  ]);
});
