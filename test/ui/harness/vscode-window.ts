import { chromium, type BrowserContext, type Page } from "@playwright/test";
import { join } from "node:path";
import { browserFlags } from "./browser-flags.ts";
import type { CodeServer, Places } from "./code-server.ts";
import { environment } from "./environment.ts";
import { speak } from "./language.ts";

/** A browser with a profile that stays (secrets live in it), showing the workspace's folder. */
export interface VsCodeWindow {
  readonly context: BrowserContext;
  readonly page: Page;
  /** Closes it as a person does: the extension is deactivated. */
  close(): Promise<void>;
}

export interface WindowOptions {
  readonly width: number;
  readonly height: number;
  /** What VS Code speaks, as `vscode.env.language` has it. */
  readonly language: string;
  /** What is opened in place of the folder: a workspace file in it. */
  readonly workspaceFile: string | undefined;
}

/** Opens the browser and waits until the workbench stands. */
export async function openWindow(
  server: CodeServer,
  places: Places,
  { width, height, language, workspaceFile }: WindowOptions,
): Promise<VsCodeWindow> {
  const context = await chromium.launchPersistentContext(join(places.root, "profile"), {
    executablePath: environment().browser,
    args: browserFlags,
    viewport: { width, height },
    permissions: ["clipboard-read", "clipboard-write"],
  });
  if (language !== "en") await speak(context, language);
  const page = await openPage(context, server, places, { workspaceFile, blank: context.pages()[0] });
  return { context, page, close: () => close(context, page) };
}

/** Opens the folder in a page of a browser that is there. */
export async function openPage(
  context: BrowserContext,
  server: CodeServer,
  places: Places,
  { workspaceFile, blank }: Pick<WindowOptions, "workspaceFile"> & { readonly blank?: Page | undefined },
): Promise<Page> {
  const page = blank ?? (await context.newPage());
  const opened =
    workspaceFile === undefined
      ? `folder=${encodeURIComponent(places.folder)}`
      : `workspace=${encodeURIComponent(join(places.folder, workspaceFile))}`;
  await page.goto(`${server.url}/?${opened}`, { waitUntil: "commit" });
  await waitForWorkbench(page);
  return page;
}

/** The workbench stands when the folder's name is in the title and the extensions have been activated. */
export async function waitForWorkbench(page: Page): Promise<void> {
  await page.locator(".monaco-workbench .part.statusbar").waitFor({ timeout: 60_000 });
  await page
    .locator("[id='keyporter.keyporter'], .activitybar [aria-label^='Keyporter']")
    .first()
    .waitFor({ timeout: 60_000 });
}

async function close(context: BrowserContext, page: Page): Promise<void> {
  if (!page.isClosed()) {
    const closed = page.waitForEvent("close");
    // Closing only the context would leave the extension running on the server.
    await page.close({ runBeforeUnload: true });
    await closed;
  }
  await context.close();
}
