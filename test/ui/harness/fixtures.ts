import { test as base } from "@playwright/test";
import type { MockServer, MockServerOptions } from "keyporter/mock";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { CredentialsView } from "./credentials-view.ts";
import { startMock } from "./mock.ts";
import { screenshotsOf, type Snap } from "./screenshots.ts";
import type { Theme } from "./theme.ts";
import { VsCode } from "./vscode.ts";
import { Workbench } from "./workbench.ts";

export { expect } from "@playwright/test";

/** What `test.use({ ... })` can set. */
export interface Options {
  theme: Theme;
  settings: Readonly<Record<string, unknown>>;
  files: Readonly<Record<string, string>>;
  /** One of the files, which describes a workspace; it is opened in place of the folder. */
  workspaceFile: string | undefined;
  /** What VS Code speaks to extensions; its own texts stay English. */
  language: string;
  /** Folders of further extensions, named as VS Code names them: publisher.name-version. */
  otherExtensions: readonly string[];
  windowSize: { readonly width: number; readonly height: number };
  mockOptions: MockServerOptions;
}

export interface Fixtures {
  /** A mock server of this test's own; not the one that the extension starts. */
  mock: MockServer;
  /** A VS Code of this test's own, with the packaged extension. */
  vscode: VsCode;
  workbench: Workbench;
  credentials: CredentialsView;
  /** `await snap("the form, filled in")` keeps a picture of the window. */
  snap: Snap;
}

export const test = base.extend<Options & Fixtures>({
  theme: ["dark", { option: true }],
  settings: [{}, { option: true }],
  files: [{ "README.md": "# A project\n" }, { option: true }],
  workspaceFile: [undefined, { option: true }],
  language: ["en", { option: true }],
  otherExtensions: [[], { option: true }],
  windowSize: [{ width: 1280, height: 800 }, { option: true }],
  mockOptions: [{ seed: "demo" }, { option: true }],

  mock: async ({ mockOptions }, use) => {
    const mock = await startMock(mockOptions);
    await use(mock);
    await mock.stop();
  },

  vscode: async ({ theme, settings, files, workspaceFile, otherExtensions, language, windowSize }, use) => {
    const root = await mkdtemp(join(tmpdir(), "keyporter-ui-"));
    const options = { theme, settings, files, workspaceFile, otherExtensions, language, ...windowSize };
    const vscode = await VsCode.start(root, options);
    try {
      await use(vscode);
    } finally {
      await vscode.stop();
      await rm(root, { recursive: true, force: true, maxRetries: 5 });
    }
  },
  workbench: async ({ vscode }, use) => use(new Workbench(vscode.page)),
  credentials: async ({ vscode }, use) => use(new CredentialsView(vscode.page)),
  snap: async ({ vscode }, use, info) => {
    const snap = screenshotsOf(() => vscode.page, info);
    await use(snap);
    if (info.status !== info.expectedStatus) await snap("where it failed");
  },
});
