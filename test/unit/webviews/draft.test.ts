import { describe, expect, test } from "vitest";
import type { Field } from "../../../extension/core/form.ts";
import { changesFrom, withChanges } from "../../../extension/webviews/form/draft.ts";

const fields: readonly Field[] = [
  { key: "name", label: "Name", type: "text" },
  { key: "roles", label: "Roles", type: "many", options: [] },
  { key: "labels", label: "Labels", type: "pairs", keyLabel: "Key", valueLabel: "Value" },
  { key: "password", label: "Password", type: "secret" },
];

describe("a draft", () => {
  test("holds a moment, and never a secret that was generated", () => {
    const some: readonly Field[] = [
      { key: "ends", label: "Ends", type: "expiry", presets: [] },
      { key: "secret", label: "Secret", type: "secret", generate: true },
    ];
    const ends = "2027-01-31T14:30:15Z";
    expect(changesFrom(some, {}, { ends, secret: "canary" })).toEqual({ ends });
    expect(withChanges(some, {}, { ends, secret: "canary" })).toEqual({ ends, secret: "" });
  });

  test("is what was changed, and never a secret", () => {
    const original = { name: "a", roles: ["r"] };
    const values = { name: "b", roles: ["r"], labels: [], password: "canary" };
    expect(changesFrom(fields, original, values)).toEqual({ name: "b" });
  });

  test("holds a value that was emptied", () => {
    expect(changesFrom(fields, { name: "a" }, { name: "" })).toEqual({ name: "" });
  });

  test("laid over a form that changed meanwhile keeps what others changed", () => {
    const now = { name: "a", roles: ["added by somebody else"] };
    expect(withChanges(fields, now, { name: "mine" })).toEqual({
      name: "mine",
      roles: ["added by somebody else"],
      labels: [],
      password: "",
    });
  });

  test("leaves out what does not fit the form any more, and any secret", () => {
    const changes = { name: ["not text"], roles: [{ key: "not", value: "a list" }], gone: "x", password: "canary" };
    expect(withChanges(fields, { name: "a" }, changes)).toEqual({ name: "a", roles: [], labels: [], password: "" });
  });
});
