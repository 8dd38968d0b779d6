import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, test as base } from "@playwright/test";
import type { MockServer } from "keyporter/mock";
import { browserFlags } from "../harness/browser-flags.ts";
import { environment } from "../harness/environment.ts";
import { startMock } from "../harness/mock.ts";

/*
 * What a web page elsewhere can do to a server on this machine, tried in a real browser. evil.example is a page of
 * another origin; rebound.example is a name that an attacker lets point to this machine after the page was loaded.
 */

const test = base.extend<{ mock: MockServer; evil: string }>({
  launchOptions: {
    executablePath: environment().browser,
    args: [...browserFlags, "--host-resolver-rules=MAP evil.example 127.0.0.1, MAP rebound.example 127.0.0.1"],
  },
  mock: async ({}, use) => {
    const mock = await startMock({});
    await use(mock);
    await mock.stop();
  },
  evil: async ({}, use) => {
    const server = createServer((_, response) => response.setHeader("Content-Type", "text/html").end("<h1>Evil</h1>"));
    await new Promise<void>(resolve => server.listen(0, "127.0.0.1", resolve));
    await use(`http://evil.example:${(server.address() as AddressInfo).port}`);
    server.closeAllConnections();
    server.close();
  },
});

/** Everything that would show whether something was changed. */
const stateOf = (mock: MockServer) =>
  JSON.stringify([mock.exportState(), mock.faults.list(), mock.options(), mock.snapshots.list(), mock.clock.frozen()]);

/** Runs in the foreign page: tries all that pages can do, and answers with whatever it could read. */
async function attack(target: string): Promise<string[]> {
  const read: string[] = [];
  const paths = [
    "/__mock/health",
    "/__mock/state",
    "/__mock/journal",
    "/__mock/reset",
    "/__mock/clock",
    "/__mock/faults",
    "/v1/apiClients",
    "/",
  ];
  const body = '{"frozen":true,"displayName":"evil","effect":{"status":500},"seed":"empty"}';
  const headers: Record<string, string>[] = [
    {},
    { "Content-Type": "text/plain" },
    { "Content-Type": "application/x-www-form-urlencoded" },
    { "Content-Type": "application/json", "Authorization": "Bearer demo-confidence-token" },
  ];
  for (const path of paths) {
    for (const mode of ["cors", "no-cors"] as const) {
      for (const method of ["GET", "POST", "PUT", "DELETE"]) {
        for (const sent of headers) {
          try {
            const response = await fetch(target + path, {
              method,
              mode,
              headers: sent,
              ...(method === "GET" ? {} : { body }),
            });
            const text = await response.text();
            if (text !== "" && response.ok) read.push(`${mode} ${method} ${path}: ${text.slice(0, 80)}`);
          } catch {
            // The browser forbids it.
          }
        }
      }
    }
  }
  const loads = (made: HTMLElement & { src: string }, path: string) =>
    new Promise<void>(resolve => {
      made.addEventListener("load", () => {
        if (made instanceof HTMLImageElement || made instanceof HTMLScriptElement) read.push(`${made.tagName} ${path}`);
        if (made instanceof HTMLIFrameElement) {
          try {
            if ((made.contentDocument?.body.textContent ?? "").includes("mock")) read.push(`IFRAME ${path}`);
          } catch {
            // Of another origin.
          }
        }
        resolve();
      });
      made.addEventListener("error", () => resolve());
      made.src = target + path;
      document.body.append(made);
      setTimeout(resolve, 2000);
    });
  await Promise.all([
    loads(document.createElement("img"), "/favicon.ico"),
    loads(document.createElement("script"), "/dashboard/page.js"),
    loads(document.createElement("script"), "/__mock/health"),
    loads(document.createElement("iframe"), "/"),
    loads(document.createElement("iframe"), "/__mock/health"),
  ]);
  const source = new EventSource(`${target}/__mock/journal/stream`);
  await new Promise<void>(resolve => {
    source.onopen = () => {
      read.push("the stream of the journal");
      resolve();
    };
    source.onerror = () => resolve();
  });
  source.close();
  const form = document.createElement("form");
  const frame = document.createElement("iframe");
  frame.name = "sink";
  form.method = "post";
  form.enctype = "text/plain";
  form.target = "sink";
  form.action = `${target}/__mock/reset`;
  document.body.append(frame, form);
  form.submit();
  await new Promise(resolve => setTimeout(resolve, 300));
  return read;
}

test("a page of another origin can neither read nor change anything", async ({ page, mock, evil }) => {
  const before = stateOf(mock);
  await page.goto(evil);
  expect(await page.evaluate(attack, mock.url)).toEqual([]);
  expect(await page.evaluate(attack, mock.url.replace("127.0.0.1", "localhost"))).toEqual([]);
  expect(stateOf(mock)).toBe(before);
});

test("a page of this machine's own, but of another port, neither", async ({ page, mock, evil }) => {
  const before = stateOf(mock);
  await page.goto(evil.replace("evil.example", "localhost"));
  expect(await page.evaluate(attack, mock.url.replace("127.0.0.1", "localhost"))).toEqual([]);
  expect(stateOf(mock)).toBe(before);
});

test("a page whose name was pointed to this machine (DNS rebinding), neither", async ({ page, mock }) => {
  const before = stateOf(mock);
  const rebound = mock.url.replace("127.0.0.1", "rebound.example");
  const answer = await page.goto(rebound);
  // The browser takes the server for the page's own: only the server can refuse.
  expect(answer?.status()).toBe(403);
  expect(await page.evaluate(() => location.origin)).toBe(rebound);
  expect(await page.evaluate(attack, rebound)).toEqual([]);
  expect(stateOf(mock)).toBe(before);
});

test("the attacks are real ones: where the page's origin is allowed they reach the services, and those only", async ({
  page,
  evil,
}) => {
  const open = await startMock({ cors: [evil] });
  const steered = (): unknown => [open.faults.list(), open.options(), open.seed, open.clock.frozen()];
  const before = steered();
  await page.goto(evil);
  const read = await page.evaluate(attack, open.url);
  expect(read).toContainEqual(expect.stringMatching(/^cors GET \/v1\/apiClients: /));
  expect(read.filter(line => !line.includes(" /v1/"))).toEqual([]);
  expect(steered()).toEqual(before);
  await open.stop();
});

test("a link from another page leads to the dashboard", async ({ page, mock, evil }) => {
  await page.goto(evil);
  await page.evaluate(url => location.assign(url), mock.url);
  await expect(page.getByRole("heading", { name: "Keyporter mock server" })).toBeVisible();
});
