import { describe, expect, test } from "vitest";
import { complaintOf } from "../../../../extension/services/confidence/complaint.ts";

const violations = (...fields: readonly string[]) => [{ fieldViolations: fields.map(field => ({ field })) }];

describe("what an error body of Confidence says", () => {
  test.each([
    ["as its API writes it", { code: 3, message: "Bad name.", details: [] }, "Bad name.", undefined],
    ["wrapped, as its own tools also parse it", { error: { code: 3, message: "Bad." } }, "Bad.", undefined],
    ["as a gateway with OAuth writes it", { error: "invalid_client", error_description: "Who?" }, "Who?", undefined],
    ["with the field in the details", { message: "No.", details: violations("labels") }, "No.", "labels"],
    ["with the field in snake case", { message: "No.", details: violations("display_name") }, "No.", "displayName"],
    ["with a path to the field", { message: "No.", details: violations("api_client.owner") }, "No.", "owner"],
    ["with the field in the text", { message: "displayName must be set" }, "displayName must be set", "displayName"],
    [
      "with details of other kinds",
      { message: "No.", details: [1, null, { a: 1 }, { fieldViolations: "x" }] },
      "No.",
      undefined,
    ],
    ["without details", { message: "No.", details: null }, "No.", undefined],
    ["without a message", { details: violations("roles") }, undefined, "roles"],
    ["with a message that is none", { message: 7, details: violations("roles") }, undefined, "roles"],
  ])("%s", (_, body, message, field) => {
    expect(complaintOf(JSON.stringify(body))).toEqual({ message, field });
  });

  test.each(["", "<html></html>", "null", "[]", "3", '"text"', '{"message":'])("is nothing in %j", text => {
    expect(complaintOf(text)).toEqual({ message: undefined, field: undefined });
  });
});
