import { describe, expect, test } from "vitest";
import { credentialId, type Credential } from "../../../extension/core/model.ts";
import { copiedText, relativeDate, sentCredential } from "../../../extension/webviews/details/present.ts";

const now = new Date("2026-11-22T12:00:00Z");
const relative = (iso: string, language = "en"): string => relativeDate(new Date(iso), { language, now });

describe("a date in words", () => {
  test.each([
    ["2026-11-22T11:59:30Z", "30 seconds ago"],
    ["2026-11-22T12:05:59Z", "in 5 minutes"],
    ["2026-11-21T10:00:00Z", "yesterday"],
    ["2026-11-29T12:00:00Z", "in 7 days"],
    ["2026-08-22T12:00:00Z", "3 months ago"],
    ["2024-05-17T09:30:00Z", "2 years ago"],
  ])("%s is %s", (iso, text) => expect(relative(iso)).toBe(text));

  test("is in the person's language", () => expect(relative("2026-11-21T10:00:00Z", "de")).toBe("gestern"));
});

const credential = (details: Credential["details"]): Credential => ({
  id: credentialId("1"),
  kind: "API client",
  label: "a",
  state: "expiring",
  details,
  actions: [],
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
