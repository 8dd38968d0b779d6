import { expect, it, onTestFinished } from "vitest";
import { type MockRequest, requestsOf } from "../../../extension/mock/requests.ts";
import { startMockServer } from "../../../mock-server/mock.ts";

async function mockServer() {
  const mock = await startMockServer({ seed: "demo" });
  onTestFinished(() => mock.stop());
  const ask = (path: string) =>
    fetch(`${mock.url}${path}`, { headers: { authorization: "Bearer demo-confidence-token" } });
  return { mock, ask };
}

it("tells what was asked already, and then what is asked, without anything that was in it", async () => {
  const { mock, ask } = await mockServer();
  await ask("/v1/apiClients?pageSize=1");
  const abort = new AbortController();
  const seen: MockRequest[] = [];
  const reading = (async () => {
    for await (const request of requestsOf(mock.url, 0, fetch, abort.signal)) {
      seen.push(request);
      if (seen.length === 1) await ask("/v1/nothing");
      if (seen.length === 2) return;
    }
  })();
  await reading;
  expect(seen).toMatchObject([
    { method: "GET", path: "/v1/apiClients", status: 200, service: "confidence" },
    { method: "GET", path: "/v1/nothing", status: 404 },
  ]);
  expect(JSON.stringify(seen)).not.toContain("demo-confidence-token");
});

it("says so where the server does not let it listen, instead of having nothing to tell", async () => {
  const { mock } = await mockServer();
  const refusing: typeof fetch = async () => new Response("", { status: 503 });
  await expect(requestsOf(mock.url, 0, refusing, new AbortController().signal).next()).rejects.toThrow("503");
});

it("ends when the server does", async () => {
  const { mock } = await mockServer();
  const seen: MockRequest[] = [];
  const reading = (async () => {
    for await (const request of requestsOf(mock.url, 0, fetch, new AbortController().signal)) seen.push(request);
  })();
  await new Promise(resolve => setTimeout(resolve, 200));
  await mock.stop();
  await reading.catch(() => undefined);
  expect(seen).toEqual([]);
});
