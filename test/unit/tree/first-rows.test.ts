import { expect, test } from "vitest";
import { connectionId, type Credential, credentialId } from "../../../extension/core/model.ts";
import { firstRows } from "../../../extension/tree/first-rows.ts";

const id = connectionId("one");
const rows = (count: number): readonly Credential[] =>
  Array.from({ length: count }, (_, index) => ({
    id: credentialId(String(index)),
    kind: "API client",
    label: `row ${index}`,
    state: "active" as const,
    details: [],
    actions: [],
  }));

test("of thousands a screenful comes first, and then all", () => {
  const first = firstRows();
  expect(first.of(id, rows(4500))).toEqual(rows(100));
  expect(first.of(id, rows(4500))).toHaveLength(4500);
  expect(first.of(id, rows(4501))).toHaveLength(4501);
});

test("a few come all at once", () => {
  const first = firstRows();
  expect(first.of(id, rows(0))).toEqual([]);
  expect(first.of(id, rows(100))).toHaveLength(100);
});

test("after a filter left a few, all come back in two steps, too", () => {
  const first = firstRows();
  first.of(id, rows(4500));
  first.of(id, rows(4500));
  expect(first.of(id, rows(3))).toHaveLength(3);
  expect(first.of(id, rows(4500))).toHaveLength(100);
  expect(first.of(id, rows(4500))).toHaveLength(4500);
});

test("each connection has its own first rows", () => {
  const first = firstRows();
  first.of(id, rows(4500));
  expect(first.of(connectionId("two"), rows(4500))).toHaveLength(100);
});
