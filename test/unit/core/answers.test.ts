import * as v from "valibot";
import { describe, expect, test } from "vitest";
import { failedAnswer, parseAnswer } from "../../../extension/core/answers.ts";
import { describeError, isCancelled, ServiceError } from "../../../extension/core/errors.ts";
import type { HttpAnswer } from "../../../extension/core/http.ts";

const answer = (status: number, text = "", headers: Record<string, string> = {}): HttpAnswer => ({
  status,
  text,
  headers: new Headers(headers),
  sensitive: () => [],
});

const schema = v.object({ apiClients: v.array(v.object({ name: v.string() })) });

function parseFailure(text: string): ServiceError {
  try {
    parseAnswer(answer(200, text), schema, "Confidence");
  } catch (error) {
    if (error instanceof ServiceError) return error;
  }
  throw new Error("it was parsed");
}

describe("a successful answer that is none", () => {
  test.each([
    ["a web page", "<!DOCTYPE html><html><h1>Sign in</h1></html>"],
    ["a web page after blanks", "\n\n  <html></html>"],
    ["nothing", ""],
    ["blanks", " \r\n"],
    ["half of the JSON", '{"apiClients":[{"name":"apiClien'],
    ["plain text", "OK"],
    ["JSON of another kind", '{"apiClients":[{"id":1}]}'],
    ["null", "null"],
    ["a list", "[]"],
  ])("%s is one sentence with a next step", (_, text) => {
    const error = parseFailure(text);
    expect(error).toMatchObject({ kind: "protocol", status: 200, service: "Confidence" });
    expect(describeError(error)).toMatchSnapshot();
  });

  test("the work may have been done all the same", () => {
    expect(parseFailure('{"name":"apiCli').outcomeUnknown).toBe(true);
    expect(parseFailure("{}").outcomeUnknown).toBe(true);
  });
});

describe("a failing status", () => {
  test.each([400, 401, 403, 404, 408, 409, 410, 412, 413, 415, 418, 422, 429, 500, 502, 503, 504, 304])(
    "%i is a sentence with a next step",
    status => {
      const error = failedAnswer(answer(status), "Confidence", {});
      expect(`${error.kind}: ${describeError(error)}`).toMatchSnapshot();
    },
  );

  test("what the server says is quoted", () => {
    const error = failedAnswer(answer(400), "Confidence", { message: "displayName: must not be empty", field: "x" });
    expect(error.message).toBe("Confidence refused what was sent (400). It says: “displayName: must not be empty”.");
    expect(error.field).toBe("x");
  });

  test("429 names the time to wait", () => {
    const error = failedAnswer(answer(429, "", { "retry-after": "42" }), "Confidence", {});
    expect(error).toMatchObject({ kind: "throttled", retryAfterMs: 42_000 });
    expect(error.hint).toBe("Try again in 42 seconds.");
  });

  test("a service's own hint goes first", () => {
    expect(failedAnswer(answer(401), "Confidence", {}, "Paste a new token.").hint).toBe("Paste a new token.");
  });

  test("after a 5xx nobody knows whether the work was done, after a 4xx it was not", () => {
    expect(failedAnswer(answer(504), "Confidence", {}).outcomeUnknown).toBe(true);
    expect(failedAnswer(answer(409), "Confidence", {}).outcomeUnknown).toBe(false);
  });

  test("a secret that the server echoes is not", () => {
    const sensitive = () => ["hunter2-and-more"];
    const error = failedAnswer({ ...answer(400), sensitive }, "Confidence", {
      message: "clientSecret hunter2-and-more is wrong",
    });
    expect(error.message).toBe("Confidence refused what was sent (400). It says: “clientSecret [redacted] is wrong”.");
  });

  test("a server's novel is cut, its control characters and line breaks are gone", () => {
    const message = `first\r\nsecond\u202e\u0007 ${"x".repeat(1000)}`;
    const error = failedAnswer(answer(500), "Confidence", { message });
    expect(error.message).not.toMatch(/[\p{Cc}\u202e]/u);
    expect(error.message.length).toBeLessThan(400);
    expect(error.message).toMatch(/first second/u);
  });
});

describe("any thrown thing", () => {
  test.each([
    [new ServiceError({ kind: "invalid", message: "No.", hint: "Do this." }), "No. Do this."],
    [new ServiceError({ kind: "invalid", message: "No." }), "No."],
    [new TypeError("fetch failed"), "fetch failed"],
    ["text", "text"],
    [undefined, "undefined"],
  ])("can be described: %s", (thrown, words) => {
    expect(describeError(thrown)).toBe(words);
  });

  test("is a cancel only if it is one", () => {
    expect(isCancelled(new ServiceError({ kind: "cancelled", message: "Cancelled." }))).toBe(true);
    expect(isCancelled(AbortSignal.abort().reason)).toBe(true);
    expect(isCancelled(AbortSignal.timeout(0).reason)).toBe(false);
    expect(isCancelled(new ServiceError({ kind: "unavailable", message: "Late." }))).toBe(false);
    expect(isCancelled(undefined)).toBe(false);
  });
});
