import { expect, test } from "vitest";
import { credentialId, type Credential } from "../../../extension/core/model.ts";
import { copiedText, sentCredential } from "../../../extension/webviews/details/present.ts";

const now = new Date("2026-11-22T12:00:00Z");
const credential = (details: Credential["details"]): Credential => ({
  id: credentialId("1"),
  kind: "API client",
  label: "a",
  state: "expiring",
  details,
  actions: [],
});

test("a date is told in the person's language, in words and in full", () => {
  const created = new Date("2026-11-21T10:00:00Z");
  const sent = sentCredential(credential([{ id: "d", label: "Created", value: { type: "date", date: created } }]), [], {
    language: "de",
    now,
  });
  expect(sent.details[0]?.value).toMatchObject({
    type: "date",
    iso: "2026-11-21T10:00:00.000Z",
    relative: "gestern",
    text: expect.stringContaining("21. November 2026") as string,
  });
});

test("a date that the server garbled is shown as nothing, and the rest stays", () => {
  const sent = sentCredential(
    credential([{ id: "d", label: "Created", value: { type: "date", date: new Date(Number.NaN) } }]),
    [],
    { language: "en", now },
  );
  expect(sent.details[0]?.value).toEqual({ type: "text", text: "" });
  expect(sent.stateText).toBe("Expires soon");
});

test("a secret row has nothing to copy as text", () => {
  expect(copiedText({ id: "s", label: "Secret", value: { type: "secret" } }, undefined)).toBeUndefined();
});

test("an item that is not there is not copied", () => {
  expect(copiedText({ id: "r", label: "R", value: { type: "references", items: [{ id: "x" }] } }, 1)).toBeUndefined();
});
