import { expect, test } from "vitest";
import { type Credential, credentialId } from "../../../extension/core/model.ts";
import { matches } from "../../../extension/tree/matching.ts";

const credential: Credential = {
  id: credentialId("apiClients/donlangs"),
  kind: "API client",
  label: "Nightly “Sync” (EU)",
  clientId: "k9Kkmx",
  description: "Çağrı merkezi: a.b*c",
  state: "active",
  details: [],
  actions: [],
};

test.each([
  ["nightly", true],
  ["NIGHT sync", true],
  ["(eu)", true],
  ["k9kk", true],
  ["çağrı", true],
  ["a.b*c", true],
  ["donlangs", true],
  ["", true],
  ["  night  ", true],
  ["nightly us", false],
  ["client\nk9", true],
  ["a.bxc", false],
])("“%s”: %s", (search, expected) => {
  expect(matches(credential, search)).toBe(expected);
});

test("a credential without client ID and description is no crash, and not “undefined”", () => {
  const { clientId, description, ...bare } = credential;
  expect([clientId, description]).toHaveLength(2);
  expect(matches(bare, "undefined")).toBe(false);
});
