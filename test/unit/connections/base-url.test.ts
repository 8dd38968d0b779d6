import { describe, expect, test } from "vitest";
import { hostOf, originOf, parseBaseUrl } from "../../../extension/connections/base-url.ts";

describe("a base URL that is taken", () => {
  test.each([
    ["https://iam.eu.confidence.dev", "https://iam.eu.confidence.dev"],
    ["  https://iam.eu.confidence.dev/  ", "https://iam.eu.confidence.dev"],
    ["https://iam.eu.confidence.dev///", "https://iam.eu.confidence.dev"],
    ["iam.eu.confidence.dev", "https://iam.eu.confidence.dev"],
    ["HTTPS://IAM.EU.Confidence.DEV", "https://iam.eu.confidence.dev"],
    ["https://iam.eu.confidence.dev:443", "https://iam.eu.confidence.dev"],
    ["https://iam.eu.confidence.dev:8443/", "https://iam.eu.confidence.dev:8443"],
    // A gateway's path stays, the service's own is cut off.
    ["https://gateway.example.com/confidence/", "https://gateway.example.com/confidence"],
    ["https://iam.eu.confidence.dev/v1", "https://iam.eu.confidence.dev"],
    ["https://iam.eu.confidence.dev/v1/", "https://iam.eu.confidence.dev"],
    ["https://iam.eu.confidence.dev/v1/apiClients/abc", "https://iam.eu.confidence.dev"],
    ["https://gateway.example.com/confidence/v1/apiClients", "https://gateway.example.com/confidence"],
    ["https://gateway.example.com/v10/x", "https://gateway.example.com/v10/x"],
    ["https://gateway.example.com/a/../b", "https://gateway.example.com/b"],
    // Names in other scripts are what the browser makes of them too.
    ["https://bücher.example", "https://xn--bcher-kva.example"],
    ["https://例え.テスト/", "https://xn--r8jz45g.xn--zckzah"],
    // This machine itself, in the clear.
    ["http://localhost:4010", "http://localhost:4010"],
    ["http://LOCALHOST:4010/", "http://localhost:4010"],
    ["http://127.0.0.1:4010", "http://127.0.0.1:4010"],
    ["http://127.8.9.1:4010", "http://127.8.9.1:4010"],
    ["http://127.1:4010", "http://127.0.0.1:4010"],
    ["http://[::1]:4010", "http://[::1]:4010"],
    ["http://[0:0:0:0:0:0:0:1]:4010", "http://[::1]:4010"],
    ["https://[2001:db8::1]:8443", "https://[2001:db8::1]:8443"],
    ["mock:", "mock:"],
    [" mock: ", "mock:"],
  ])("%s", (typed, baseUrl) => {
    expect(parseBaseUrl(typed)).toEqual({ ok: true, baseUrl });
    expect(parseBaseUrl(baseUrl)).toEqual({ ok: true, baseUrl });
  });
});

describe("one that is refused, with the reason", () => {
  const noAddress = "This is not a web address; one looks like https://iam.example.com.";
  const clear =
    /^http: would send your credentials in the clear to .+\. Use https:; http: is for this machine only\.$/u;
  const person = "An address must not hold a user name or a password; you are asked for them separately.";
  test.each([
    ["", "An address is needed, such as https://iam.example.com."],
    ["   ", "An address is needed, such as https://iam.example.com."],
    ["https://", noAddress],
    ["not a url", noAddress],
    ["https://exa mple.com", noAddress],
    ["https://[::1", noAddress],
    ["https://host:99999", noAddress],
    ["javascript:alert(1)", noAddress],
    ["ftp://example.com", "The address must begin with https:."],
    ["file:///etc/passwd", "The address must begin with https:."],
    ["mock://x", "The address must begin with https:."],
    ["https://ada@example.com", person],
    ["https://ada:hunter2@example.com", person],
    ["ada:hunter2@example.com", person],
    ["https://iam.example.com/?tenant=1", "The address must end before the “?” or “#”."],
    ["https://iam.example.com/#x", "The address must end before the “?” or “#”."],
    ["http://iam.example.com", clear],
    ["http://192.168.0.10", clear],
    ["http://10.0.0.1:4010", clear],
    ["http://0.0.0.0:4010", clear],
    ["http://127.0.0.1.example.com", clear],
    ["http://localhost.example.com", clear],
    // Only the bare name is sure to be this machine: a resolver may send the others out.
    ["http://app.localhost:4010", clear],
    ["http://[::ffff:10.0.0.1]", clear],
    ["http://[2001:db8::1]", clear],
  ])("%s", (typed, message) => {
    const parsed = parseBaseUrl(typed);
    expect(parsed.ok).toBe(false);
    if (!parsed.ok) expect(parsed.message).toMatch(message);
  });

  test("never with the password that stood in it", () => {
    for (const typed of [
      "https://ada:hunter2@exa mple.com",
      "https://ada:hunter2@",
      "ada:hunter2@[",
      "ada:hunter2@host:x",
    ]) {
      const parsed = parseBaseUrl(typed);
      expect(parsed).toEqual({ ok: false, message: person });
    }
    for (const typed of ["https://x y:hunter2 z", "https://ada:hunter2", "ada hunter2"])
      expect(parseBaseUrl(typed)).toEqual({ ok: false, message: noAddress });
  });
});

describe("what follows from it", () => {
  test.each([
    ["https://gateway.example.com/confidence", "https://gateway.example.com", "gateway.example.com"],
    ["https://iam.example.com:8443", "https://iam.example.com:8443", "iam.example.com:8443"],
    ["mock:", "mock:", "bundled mock server"],
  ])("%s", (baseUrl, origin, host) => {
    expect(originOf(baseUrl)).toBe(origin);
    expect(hostOf(baseUrl)).toBe(host);
  });
});
