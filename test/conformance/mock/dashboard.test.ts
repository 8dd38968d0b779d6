import { afterAll, beforeAll, expect, it } from "vitest";
import { startMockServer } from "../../../mock-server/mock.ts";
import type { MockServer } from "../../../mock-server/mock.ts";
import { rawRequest } from "./raw-request.ts";

/* What people see there is tried in a browser, in test/ui/mock. */

let mock: MockServer;
const mistakes: unknown[] = [];
beforeAll(async () => {
  mock = await startMockServer({ onError: error => mistakes.push(error) });
});
afterAll(() => mock.stop());

it("is a page that may load nothing but its own files, in nobody's frame", async () => {
  const { status, headers, text } = await rawRequest(mock.url);
  expect([status, headers["content-type"]]).toEqual([200, "text/html; charset=utf-8"]);
  expect(headers["content-security-policy"]).toMatch(/default-src 'none'.*frame-ancestors 'none'/);
  expect(headers["content-security-policy"]).not.toMatch(/unsafe|\*|data:/);
  expect(headers["x-content-type-options"]).toBe("nosniff");
  expect(headers["cross-origin-resource-policy"]).toBe("same-origin");
  const addresses = [...text.matchAll(/(?:src|href)="([^"]*)"/g)].map(([, address]) => address);
  expect(addresses).toEqual(expect.arrayContaining(["/dashboard/style.css"]));
  for (const address of addresses) expect(address).toMatch(/^\/[a-z_]/);
});

it("has no other files, takes GET only, and stands in no journal", async () => {
  expect((await rawRequest(`${mock.url}/dashboard/style.css`)).status).toBe(200);
  expect((await rawRequest(`${mock.url}/dashboard/..%2f..%2fpackage.json`)).status).toBe(404);
  expect((await rawRequest(`${mock.url}/dashboard/`)).status).toBe(404);
  const refused = await rawRequest(mock.url, { method: "POST" });
  expect([refused.status, refused.headers["allow"]]).toEqual([405, "GET, HEAD"]);
  expect(mock.journal.entries()).toEqual([]);
  expect(mistakes).toEqual([]);
});
