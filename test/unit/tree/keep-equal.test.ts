import { expect, test } from "vitest";
import { keepEqual } from "../../../extension/tree/keep-equal.ts";

const old = new Map([
  ["a", { label: "a", at: new Date(1) }],
  ["b", { label: "b", at: new Date(2) }],
]);

test("a row of which nothing is another stays the same object", () => {
  const fresh = new Map([["a", { label: "a", at: new Date(1) }]]);
  expect(keepEqual(old, fresh).get("a")).toBe(old.get("a"));
});

test.each([
  ["a value", { label: "A", at: new Date(1) }],
  ["a date", { label: "a", at: new Date(3) }],
])("a row of which %s is another is the new one", (_what, row) => {
  const kept = keepEqual(old, new Map([["a", row]]));
  expect(kept.get("a")).toBe(row);
});

test("what is made only when somebody looks counts too", () => {
  const made = (details: string) => ({
    label: "a",
    get details() {
      return [details];
    },
  });
  const [first, same, other] = [made("one"), made("one"), made("two")];
  expect(keepEqual(new Map([["a", first]]), new Map([["a", same]])).get("a")).toBe(first);
  expect(keepEqual(new Map([["a", first]]), new Map([["a", other]])).get("a")).toBe(other);
});

test("the order is the new one, and what is gone is gone", () => {
  const c = { label: "c", at: new Date(3) };
  const fresh = new Map([
    ["c", c],
    ["b", { label: "b", at: new Date(2) }],
  ]);
  expect([...keepEqual(old, fresh)]).toEqual([
    ["c", c],
    ["b", old.get("b")],
  ]);
});
