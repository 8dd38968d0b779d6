import { expect, test } from "vitest";
import { type Credential, credentialId } from "../../../extension/core/model.ts";
import { placeByLabel } from "../../../extension/tree/place-by-label.ts";

const credential = (label: string, id = label): Credential => ({
  id: credentialId(id),
  kind: "API client",
  label,
  state: "active",
  details: [],
  actions: [],
});

const rowsOf = (...labels: readonly string[]) => new Map(labels.map(label => [credentialId(label), credential(label)]));

test.each([
  ["first", "Aardvark", ["Aardvark", "Beta", "delta"]],
  ["in between, whatever the case", "CHARLIE", ["Beta", "CHARLIE", "delta"]],
  ["last", "Zulu", ["Beta", "delta", "Zulu"]],
])("a new row stands %s", (_where, label, expected) => {
  const rows = rowsOf("Beta", "delta");
  placeByLabel(rows, credential(label));
  expect([...rows.values()].map(row => row.label)).toEqual(expected);
});

test("a row that is there keeps its place, also under another name", () => {
  const rows = rowsOf("Beta", "delta");
  placeByLabel(rows, credential("Zulu", "Beta"));
  expect([...rows.values()].map(row => row.label)).toEqual(["Zulu", "delta"]);
});

test("the first row needs no place to be found", () => {
  const rows = rowsOf();
  placeByLabel(rows, credential("Beta"));
  expect(rows.size).toBe(1);
});
