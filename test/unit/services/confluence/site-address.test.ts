import { describe, expect, it } from "vitest";
import { parseBaseUrl } from "../../../../extension/connections/base-url.ts";
import { siteAddress } from "../../../../extension/services/confluence/site-address.ts";

describe("the address of a Confluence site", () => {
  it.each([
    ["acme", "https://acme.atlassian.net"],
    ["  Acme-Two ", "https://acme-two.atlassian.net"],
    ["acme.atlassian.net", "https://acme.atlassian.net"],
    ["https://acme.atlassian.net/", "https://acme.atlassian.net"],
    ["https://acme.atlassian.net/wiki/spaces/OPS/pages/123/Runbook?focused=1#here", "https://acme.atlassian.net"],
    ["https://acme.atlassian.net/jira/software", "https://acme.atlassian.net"],
    ["wiki.acme.example/wiki", "https://wiki.acme.example"],
    ["http://127.0.0.1:4010/wiki/home", "http://127.0.0.1:4010"],
  ])("%j is %s", (typed, address) => {
    expect(siteAddress(typed)).toBe(address);
    expect(parseBaseUrl(siteAddress(typed))).toEqual({ ok: true, baseUrl: address });
  });

  it.each(["", "http://127.0.0.1:4010", "https://gateway.example/confluence", "localhost", "not an address"])(
    "%j is left to whoever judges addresses",
    typed => {
      expect(siteAddress(typed)).toBe(typed.trim());
    },
  );

  it("does not lose a password that was typed into it, so that it is refused", () => {
    expect(parseBaseUrl(siteAddress("https://ada:secret@acme.atlassian.net/wiki"))).toMatchObject({ ok: false });
  });
});
