import type { MockServer } from "keyporter/mock";
import { execFileSync } from "node:child_process";
import { createHmac, randomBytes } from "node:crypto";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import * as v from "valibot";
import { beginSaveToEnv } from "./delivery/begin-save-to-env.ts";
import { keptByBrowser } from "./delivery/kept-by-browser.ts";
import { addConfidence, addConfluence, demoClient } from "./harness/add-connection.ts";
import { addOctane, octaneAdmin } from "./harness/add-octane.ts";
import { CredentialsView } from "./harness/credentials-view.ts";
import { expect, test } from "./harness/fixtures.ts";
import { startMock } from "./harness/mock.ts";
import { type Canary, formsOf, pathsTo, type Trace, tracesIn, tracesInText } from "./harness/traces.ts";
import type { VsCode } from "./harness/vscode.ts";
import type { Workbench } from "./harness/workbench.ts";

/*
 * No secret goes anywhere but where the person put it: a VS Code in which the main things were done with secrets that can be
 * recognised, and then a search of every file that it, the extension and the mock server wrote.
 */

/** With signs that each form writes in a way of its own. */
const canary = (stem: string): string => `Canary-${stem}-${randomBytes(5).toString("hex")}!9/+`;

test.use({
  windowSize: { width: 1400, height: 1300 },
  files: { "README.md": "# A project\n", ".gitignore": ".env\n" },
});

test("the search finds every form of a secret that was planted", async () => {
  const folder = await mkdtemp(join(tmpdir(), "keyporter-traces-"));
  try {
    const value = canary('q"\\é');
    const forms = formsOf(value);
    expect(forms.size).toBeGreaterThan(14);
    await mkdir(join(folder, "deep/er"), { recursive: true });
    for (const [index, pattern] of [...forms.values()].entries()) {
      await writeFile(
        join(folder, "deep/er", String(index)),
        Buffer.concat([Buffer.from("before "), pattern, Buffer.from([0, 255])]),
      );
    }
    for (const before of [0, 1, 2]) {
      const base64 = Buffer.from(`${"x".repeat(before)}${value} and more`).toString("base64");
      await writeFile(join(folder, `base64-${before}`), `data:${base64}`);
    }
    const { files, found } = await tracesIn(folder, [{ name: "planted", value }]);
    expect(files).toBe(forms.size + 3);
    expect(new Set(found.map(({ file }) => file)).size).toBe(files);
    expect((await tracesIn(folder, [{ name: "other", value: canary("other") }])).found).toEqual([]);
  } finally {
    await rm(folder, { recursive: true });
  }
});

const state = v.looseObject({
  services: v.looseObject({
    confluence: v.looseObject({
      signingKey: v.string(),
      users: v.array(v.looseObject({ tokens: v.array(v.looseObject({})) })),
    }),
  }),
});

/** A mock server with its state in a file, whose Confluence admin has a token of the test's own besides the demo's. */
async function mockWithToken(db: string, token: string): Promise<MockServer> {
  await (await startMock({ seed: "demo", db })).stop();
  const read = v.parse(state, JSON.parse(await readFile(db, "utf8")));
  const { signingKey, users } = read.services.confluence;
  const hash = createHmac("sha256", Buffer.from(signingKey, "hex")).update(token).digest("base64url");
  users[0]?.tokens.push({ hash, scoped: false });
  await writeFile(db, JSON.stringify(read));
  return startMock({ db });
}

interface Tools {
  readonly vscode: VsCode;
  readonly workbench: Workbench;
  readonly credentials: CredentialsView;
  readonly mock: MockServer;
}

/** Creates a key with a secret that is typed, brings it everywhere, and gets a new one for it; answers with that. */
async function useOctane(tools: Tools, typed: string): Promise<string> {
  const { workbench, credentials, mock, vscode } = tools;
  const { quickInput, notifications, dialog } = workbench;
  await addOctane(workbench, { address: mock.url, name: "Space", signIn: octaneAdmin });
  await expect(credentials.row("myKey03").first()).toBeVisible();
  await credentials.pressInline("Space", "Create");
  const form = workbench.webview("Create API Access Key");
  await form.waitFor();
  await form.fill(/^Name/, "Canary bird");
  await form.content.getByLabel(/^Client secret/).fill(typed);
  // An error first: what was typed is not lost, and is not kept anywhere.
  mock.faults.add({ method: "POST", path: "/api/", times: 1, effect: { status: 503 } });
  await form.press("Create API Access Key");
  await expect(form.content.getByRole("alert").first()).toBeVisible();
  await expect(async () => {
    if (await form.button("Create API Access Key").isVisible()) await form.press("Create API Access Key");
    await expect(workbench.webview("Canary bird").tab).toBeVisible({ timeout: 5000 });
  }).toPass({ timeout: 40_000 });

  const details = workbench.webview("Canary bird");
  await details.waitFor();
  const clientId = (await details.rows())["Client ID"]?.match(/\S[^\n]*_[a-z0-9]{25}/)?.[0] ?? "";
  await details.press(/^Reveal/);
  await expect(details.content.getByText(typed)).toBeVisible();
  await details.press(/^Hide/);
  await details.press(/^Copy.*secret/i);
  await expect.poll(() => workbench.clipboard()).toBe(typed);

  await credentials.choose("Canary bird", "Deliver Secret...");
  await quickInput.rows.filter({ hasText: "Use in Terminals" }).click();
  await (await namesStep(workbench, "(1/2)")).accept();
  await (await namesStep(workbench, "(2/2)")).accept();
  await dialog.press("Never Save Terminals");
  await notifications.press("New terminals have", "New Terminal");
  await workbench.page.locator(".terminal-wrapper.active .xterm-screen").click();
  await workbench.page.keyboard.type('test -n "$CANARY_BIRD_CLIENT_SECRET" && echo has > out.txt\n');
  await expect.poll(() => vscode.file("out.txt").catch(() => "")).toBe("has\n");

  await saveToEnv(workbench, credentials, "Canary bird");
  expect(await vscode.file(".env")).toContain(typed);

  await credentials.choose("Canary bird", "Regenerate Secret...");
  await dialog.press("Regenerate");
  await notifications.press("has a new secret", "Copy Secret");
  await expect.poll(() => workbench.clipboard()).not.toBe(typed);
  const regenerated = await workbench.clipboard();
  await addOctane(workbench, {
    address: mock.url,
    name: "With the new secret",
    signIn: { method: "API access key", answers: [clientId, regenerated] },
  });
  return regenerated;
}

async function namesStep({ quickInput }: Workbench, step: string): Promise<Workbench["quickInput"]> {
  await quickInput.waitFor(step);
  return quickInput;
}

async function saveToEnv(workbench: Workbench, credentials: CredentialsView, label: string): Promise<void> {
  await beginSaveToEnv(workbench, credentials, label, ".env");
  await workbench.notifications.press("to .env?", "Save");
  await expect(workbench.statusItem("and read back")).toBeVisible();
}

/** Creates an API client whose secret the server makes; answers with it. */
async function useConfidence({ workbench, credentials, mock }: Tools): Promise<string> {
  await addConfidence(workbench, {
    address: mock.url,
    environment: "Test",
    name: "Flags",
    signIn: demoClient,
  });
  await credentials.pressInline("Flags", "Create");
  const form = workbench.webview("Create API Client");
  await form.waitFor();
  await form.fill(/Display name/, "Nightly canary");
  await workbench.page.keyboard.press("Control+Enter");
  await workbench.notifications.press("Created the API client", "Copy Secret");
  await expect.poll(() => workbench.clipboard()).toMatch(/^\w{64}$/);
  const secret = await workbench.clipboard();
  const details = workbench.webview("Nightly canary");
  await details.show();
  await details.press(/^Reveal/);
  await expect(details.content.getByText(secret)).toBeVisible();
  await saveToEnv(workbench, credentials, "Nightly canary");
  return secret;
}

test("secrets of all three services are nowhere on disk but where the person put them", async ({
  vscode,
  workbench,
  credentials,
  snap,
}) => {
  test.setTimeout(300_000);
  const typed = canary("o");
  const tokens = { wrong: canary("wrong-token"), right: canary("token") };
  await writeFile(join(vscode.places.folder, ".env"), "LOG_LEVEL=debug\n");
  execFileSync("git", ["init", "-q", vscode.places.folder]);
  const db = join(vscode.places.root, "mock/state.json");
  await mkdir(join(db, ".."));
  const mock = await mockWithToken(db, tokens.right);
  try {
    const tools = { vscode, workbench, credentials, mock };
    await credentials.open();
    await addConfluence(workbench, {
      address: mock.url,
      name: "Wiki",
      email: "admin@keyporter.example",
      token: tokens.right,
      wrongToken: tokens.wrong,
    });
    const regenerated = await useOctane(tools, typed);
    const issued = await useConfidence(tools);
    const canaries: readonly Canary[] = [
      { name: "Octane, typed", value: typed },
      { name: "Octane, regenerated", value: regenerated },
      { name: "Confidence, issued", value: issued },
      { name: "Confluence, a wrong token", value: tokens.wrong },
      { name: "Confluence, token", value: tokens.right },
    ];

    // A failing call, with a look at the log; then all of it once more in another window.
    mock.faults.add({ path: "/api/", times: 3, effect: { status: 500 } });
    await credentials.pressInline("Space", "Refresh");
    await workbench.run("Keyporter: Show Activity");
    await expect(workbench.page.locator(".tabs-container .tab.active")).not.toContainText("Nightly canary");
    await workbench.run("Keyporter: Show Log");
    await expect(workbench.page.locator(".part.panel")).toContainText("[info]");
    await snap("before the window reloads");
    await workbench.reload();
    await expect(credentials.row("Space")).toBeVisible();
    await workbench.writeClipboard("");

    const journal = JSON.stringify(mock.journal.exchanges());
    expect(journal).toContain("api_accesses");
    const browser = await keptByBrowser(workbench.page);
    expect(browser).toContain("keyporter");
    const inMemory = [
      ...tracesInText(journal, "the mock server's journal", canaries),
      ...tracesInText(browser, "what VS Code keeps in the browser", canaries),
    ];
    await vscode.restartWindow();
    await new CredentialsView(vscode.page).open();

    const started = performance.now();
    const { files, bytes, found } = await tracesIn(vscode.places.root, canaries);
    const forms = new Set(canaries.flatMap(({ value }) => [...formsOf(value).keys()]));
    console.log(
      `Searched ${files} files, ${(bytes / 1024 / 1024).toFixed(1)} MB, for ${canaries.length} secrets in up to ${forms.size} forms` +
        ` in ${((performance.now() - started) / 1000).toFixed(1)} s.`,
    );
    // What is no secret is found, so the search does look where the extension writes.
    const label = await tracesIn(join(vscode.places.userData, "User/globalStorage"), [
      { name: "label", value: "Nightly canary" },
    ]);
    expect(label.found).not.toEqual([]);
    const inState = pathsOfEach(canaries, JSON.parse(await readFile(db, "utf8")));
    console.log(`The mock server's state has ${inState.join("; ") || "none of them"}.`);

    const isState = ({ file }: Trace): boolean => file.startsWith(join(vscode.places.root, "mock/"));
    const elsewhere = [...inMemory, ...found.filter(trace => !isState(trace))].map(
      ({ canary: name, form, file }) => `${name}, ${form}: ${relative(vscode.places.root, file)}`,
    );
    // Both delivered secrets stand there as dotenv reads them, and in no other form.
    expect(elsewhere.toSorted()).toEqual([
      "Confidence, issued, plain: workspace/.env",
      "Octane, typed, plain: workspace/.env",
    ]);
    // Confidence gives its secrets again, so it has to have them; the others keep hashes.
    expect(inState).toEqual(["Confidence, issued: services.confidence.apiClients[].clientSecret"]);
    expect(found.filter(isState).every(({ canary: name }) => name === "Confidence, issued")).toBe(true);
  } finally {
    await mock.stop();
  }
});

const pathsOfEach = (canaries: readonly Canary[], json: unknown): readonly string[] =>
  canaries.flatMap(({ name, value }) => pathsTo(value, json).map(path => `${name}: ${path}`));
