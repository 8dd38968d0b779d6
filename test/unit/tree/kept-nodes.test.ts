import { expect, test } from "vitest";
import { connectionId, type Credential, credentialId } from "../../../extension/core/model.ts";
import type { Connection } from "../../../extension/connections/connection.ts";
import { keptNodes } from "../../../extension/tree/kept-nodes.ts";
import type { ConnectionNode, CredentialNode, NoticeNode } from "../../../extension/tree/node.ts";

const connection = (name = "Flags"): Connection => ({
  id: connectionId("one"),
  service: "confidence",
  name,
  baseUrl: "https://confidence.test",
  environment: "test",
  readOnly: false,
  fields: { space: "1001" },
});
const credential = (label: string): Credential => ({
  id: credentialId("1003"),
  kind: "API client",
  label,
  state: "active",
  details: [],
  actions: [],
});
const one = connection();
const two = credential("batch-jobs");
const row = (made = two): CredentialNode => ({ type: "credential", connection: one, credential: made });
const failed = (rowsAreOld: boolean): NoticeNode => ({
  type: "notice",
  connection: one,
  notice: { type: "more", loaded: rowsAreOld ? 1 : 2 },
});
const connected = (made: Connection): ConnectionNode => ({ type: "connection", connection: made });

test("the same rows are the same objects", () => {
  const nodes = keptNodes();
  const first = nodes.below("one", [row(), failed(true)]);
  expect(nodes.below("one", [row(), failed(true)]).map((each, index) => each === first[index])).toEqual([true, true]);
});

test("so is a connection that was read anew", () => {
  const nodes = keptNodes();
  const [first] = nodes.below("root", [connected(connection())]);
  expect(nodes.below("root", [connected(connection())])[0]).toBe(first);
  expect(nodes.below("root", [connected(connection("Flags, second"))])[0]).not.toBe(first);
});

test("a row that says something else is another object", () => {
  const nodes = keptNodes();
  nodes.below("one", [row(), failed(true)]);
  const other = row(credential("gitlab-runner"));
  expect(nodes.below("one", [other, failed(false)])).toEqual([other, failed(false)]);
});

test("what is below one parent is not looked for below another", () => {
  const nodes = keptNodes();
  const [first] = nodes.below("near", [row()]);
  expect(nodes.below("later", [row()])[0]).not.toBe(first);
});

test("what went and came again is made again, so that nothing that is gone is kept", () => {
  const nodes = keptNodes();
  const [first] = nodes.below("one", [row()]);
  nodes.below("one", []);
  expect(nodes.below("one", [row()])[0]).not.toBe(first);
});
