import type { RequestListener, ServerResponse } from "node:http";
import { gzipSync } from "node:zlib";
import { addConfidence } from "../harness/add-connection.ts";
import { expect, test } from "../harness/fixtures.ts";
import { httpSink } from "./http-sink.ts";

/* A server whose every word means harm, in a real VS Code: all of it stays text, wherever it is shown. */

const NAME = "Hostile";
const COMMAND = "command:workbench.action.files.newUntitledFile";
const LABEL = `[Free prize](${COMMAND}) <img src=x onerror=alert(1)> txt\u202e.exe $(flame)`;
const SHOWN = `[Free prize] (${COMMAND}) <img src=x onerror=alert(1)> txt .exe $ (flame)`;
const CLIENT_ID = `[x](${COMMAND})`;

const client = {
  name: "apiClients/one",
  displayName: LABEL,
  clientId: CLIENT_ID,
  description: `**bold** [x](${COMMAND}) ![x](http://127.0.0.1:1/x.png) \u001b[31mred`,
  labels: { "<b>key</b>": "<script>alert(1)</script>" },
  createTime: "+275760-09-13T00:00:00.000Z",
};

/** What the server says to a path, with its status. */
function said(method: string | undefined, url: string): readonly [status: number, body: unknown] {
  if (url.startsWith("/v1/currentUser")) return [200, { user: { fullName: LABEL, email: `[x](${COMMAND})` } }];
  if (method === "DELETE") return [400, { message: `[Sign in again](${COMMAND}) \u001b[31m` }];
  if (url.startsWith("/v1/apiClients/one")) return [200, client];
  // The same one over and over.
  if (url.startsWith("/v1/apiClients")) return [200, { apiClients: [client, client, client] }];
  return [404, { message: "no" }];
}

const MB = 1024 * 1024;

/** What its list is, by the name of the attack, and what the row of the connection says then. */
const attacks: readonly { readonly name: string; readonly list: RequestListener; readonly says: RegExp }[] = [
  {
    name: "10 MB in one name",
    list: (_, response) => json(response, { apiClients: [{ ...client, displayName: "X".repeat(10 * MB) }] }),
    says: /^((?!problem).)*$/,
  },
  {
    name: "a bomb",
    list: (_, response) =>
      response
        .writeHead(200, { "content-type": "application/json", "content-encoding": "gzip" })
        .end(gzipSync(Buffer.alloc(256 * MB, " "))),
    says: /is larger than 32 MB, which this service never sends\. Check the address/,
  },
  {
    name: "pages without an end",
    list: ({ url = "" }, response) => json(response, { nextPageToken: `after ${url.length} ${performance.now()}` }),
    says: /The list that Confidence sends does not end, so it was given up\. Check the address/,
  },
  {
    name: "a page token that repeats",
    list: (_, response) => json(response, { apiClients: [client], nextPageToken: "again" }),
    says: /sent the same page twice, so the list can't be completed\. Refresh/,
  },
  {
    name: "sent on to a file",
    list: (_, response) => response.writeHead(302, { location: "file:///etc/passwd" }).end(),
    says: /wants to send this request on to file:\. That was refused/,
  },
];

const json = (response: ServerResponse, body: unknown): void =>
  void response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(body));

const answer: RequestListener = ({ url = "", method }, response) => {
  const [status, body] = said(method, url);
  response
    .writeHead(status, {
      "content-type": "application/json",
      "date": "+275760-09-13T00:00:00Z",
      "set-cookie": "a=b; Domain=evil.example",
    })
    .end(JSON.stringify(body));
};

test.use({ windowSize: { width: 1400, height: 900 } });

test("names that are links, markup, colours and icons are text in rows, tooltips, tabs, questions and messages", async ({
  credentials,
  workbench,
  vscode,
  snap,
}) => {
  test.setTimeout(240_000);
  const { notifications, dialog, page } = workbench;
  const server = await httpSink(answer);
  let alerts = 0;
  page.on("dialog", dialog => {
    alerts++;
    void dialog.dismiss();
  });
  const tabs = (await workbench.tabs()).length;

  await credentials.open();
  await addConfidence(workbench, {
    address: server.url,
    environment: "Test",
    name: NAME,
    signIn: { method: "Access token", answers: ["canary-7Fh3kQz91LmX"] },
  });
  const linksIn = (selector: string): Promise<string[]> =>
    page.locator(`${selector} a`).evaluateAll(links => links.map(link => link.outerHTML));

  // Who signs in is told in a message, with the server's words.
  await expect(notifications.toast("Free prize").first()).toBeVisible();
  await snap("connected");
  expect(await linksIn(".notification-list-item-message")).toEqual([]);

  await credentials.expand(NAME);
  const row = credentials.row(SHOWN);
  await expect(row).toBeVisible();
  expect((await credentials.labels()).filter(label => label.includes("Free prize"))).toHaveLength(1);
  const tooltip = await credentials.tooltip(SHOWN);
  for (const text of [SHOWN, "**bold**", "<b>key</b>=<script>alert(1)</script>"]) expect(tooltip).toContain(text);
  await snap("the tooltip");
  expect(await linksIn(".workbench-hover-container")).toEqual([]);
  expect(await page.locator(".workbench-hover-container img").count()).toBe(0);
  await page.keyboard.press("Escape");

  await credentials.select(SHOWN);
  const details = workbench.webview(/Free prize/);
  await details.waitFor();
  const rows = await details.rows();
  expect(Object.values(rows).join("\n")).toContain("<script>alert(1)</script>");
  const alive = details.content.locator("img, body script:not([src]), a[href^='command:']");
  expect(await alive.evaluateAll(found => found.map(({ outerHTML }) => outerHTML))).toEqual([]);
  await snap("the details");

  await credentials.choose(SHOWN, "Copy Client ID");
  await notifications.waitFor("holds characters that no client ID has");
  expect(await linksIn(".notification-list-item-message")).toEqual([]);
  await snap("not copied");

  await credentials.choose(SHOWN, "Delete Credential...");
  await expect(dialog.message).toContainText("Free prize");
  expect(await linksIn(".dialog-message-container")).toEqual([]);
  await snap("the question");
  await dialog.press("Delete");
  await notifications.waitFor("Sign in again");
  await expect(notifications.toast("It says:").first()).toContainText("[Sign in again] (command:");
  expect(await linksIn(".notification-list-item-message")).toEqual([]);
  await snap("the server's words");

  // No command of the server's ran: there is the tab of the details, and no new file.
  expect(await workbench.tabs()).toHaveLength(tabs + 1);
  expect(alerts).toBe(0);
  expect(await vscode.log()).not.toContain("canary-7Fh3kQz91LmX");
  await server.stop();
});

test("10 MB answers, bombs, pages without an end and redirects end with a row that says so, and nothing goes elsewhere", async ({
  credentials,
  workbench,
  vscode,
  snap,
}) => {
  test.setTimeout(240_000);
  const elsewhere = await httpSink();
  const sentOn: RequestListener = (_, response) => response.writeHead(307, { location: `${elsewhere.url}/v1/x` }).end();
  const all = [...attacks, { name: "sent on to another port", list: sentOn, says: /wants to send this request on to/ }];
  let list: RequestListener = (_, response) => json(response, { apiClients: [] });
  const server = await httpSink((request, response) => {
    if (request.url?.startsWith("/v1/apiClients") === true) list(request, response);
    else answer(request, response);
  });
  const token = "canary-9Kd2mWq83RtY";
  await credentials.open();
  await addConfidence(workbench, {
    address: server.url,
    environment: "Test",
    name: NAME,
    signIn: { method: "Access token", answers: [token] },
  });
  for (const attack of all) {
    const asked = server.received.length;
    list = attack.list;
    await credentials.pressInline(NAME, "Refresh");
    await expect.poll(() => server.received.length, { message: attack.name }).toBeGreaterThan(asked);
    await expect(credentials.rowElements.filter({ hasText: /^Loading/ })).toHaveCount(0);
    await expect(credentials.row(NAME), attack.name).toHaveAttribute("aria-label", attack.says, { timeout: 40_000 });
    await snap(attack.name);
  }
  expect(elsewhere.received).toEqual([]);
  const log = await vscode.log();
  expect(log).not.toContain(token);
  expect(log.length).toBeLessThan(MB);
  await server.stop();
  await elsewhere.stop();
});
