import { build } from "esbuild";
import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import type { Page } from "@playwright/test";
import { pageHtml } from "../../../extension/webviews/html.ts";
import type { PageName } from "../../../extension/webviews/panel.ts";
import themes from "./themes.json" with { type: "json" };

/*
 * The pages alone: real bundle, real HTML with its real policy, real styles, and what VS Code 1.139.1 gives to a webview in each
 * theme (themes.json: read from the style of a webview's root element; null where a theme sets nothing). Only
 * `acquireVsCodeApi` is made up; the host's side is the extension's own session.
 */

const ORIGIN = "http://webview.test";
const root = (path: string): string => fileURLToPath(new URL(`../../../${path}`, import.meta.url));

export type ThemeName = keyof typeof themes;
export const themeNames = ["dark", "light", "hc-dark", "hc-light"] as const satisfies readonly ThemeName[];

const bundles = new Map<string, Promise<string>>();

const bundle = (name: string): Promise<string> => {
  const made = bundles.get(name) ?? makeBundle(name);
  bundles.set(name, made);
  return made;
};

async function makeBundle(name: string): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [root(`extension/webviews/ui/${name}/main.ts`)],
    bundle: true,
    write: false,
    format: "iife",
    target: "es2022",
  });
  return outputFiles[0]?.text ?? "";
}

const files: Readonly<Record<string, string>> = {
  "/base.css": "media/webviews/base.css",
  "/form.css": "media/webviews/form.css",
  "/details.css": "media/webviews/details.css",
  "/report.css": "media/webviews/report.css",
  "/rotation.css": "media/webviews/rotation.css",
  "/overview.css": "media/webviews/overview.css",
  "/codicon.css": "node_modules/@vscode/codicons/dist/codicon.css",
  "/codicon.ttf": "node_modules/@vscode/codicons/dist/codicon.ttf",
};

const types: Readonly<Record<string, string>> = { css: "text/css", ttf: "font/ttf" };

export interface OpenOptions {
  readonly theme?: ThemeName;
  /** Translations, as `vscode.l10n.bundle` has them. */
  readonly translations?: Readonly<Record<string, string>>;
  readonly language?: string;
}

/** What the page can be told, and what it tried that its policy forbids. */
export interface WebviewUnderTest {
  post(message: unknown): void;
  /** The person picks another theme; VS Code changes the variables and classes of the living page. */
  setTheme(theme: ThemeName): Promise<void>;
  /** What the page keeps with `setState`. */
  kept(): Promise<unknown>;
  /** Resolves once everything that was posted has been taken. */
  settled(): Promise<void>;
  readonly violations: readonly string[];
}

/** Opens a page of the extension in a browser tab; `receive` gets what it says. */
export async function openWebview(
  page: Page,
  name: PageName,
  receive: (message: unknown) => void,
  { theme = "dark", translations, language = "en" }: OpenOptions = {},
): Promise<WebviewUnderTest> {
  const violations: string[] = [];
  page.on("console", message => {
    if (message.type() === "error") violations.push(message.text());
  });
  page.on("pageerror", error => violations.push(String(error)));
  await page.route(`${ORIGIN}/**`, async route => {
    const { pathname } = new URL(route.request().url());
    const file = files[pathname];
    if (pathname === "/") {
      const body = pageHtml({
        cspSource: ORIGIN,
        nonce: "bm9uY2U=",
        script: `${ORIGIN}/${name}.js`,
        styles: [`${ORIGIN}/codicon.css`, `${ORIGIN}/base.css`, `${ORIGIN}/${name}.css`],
        language,
        bundle: translations,
        title: "Keyporter",
      });
      await route.fulfill({ contentType: "text/html", body });
    } else if (pathname === `/${name}.js`) {
      await route.fulfill({ contentType: "text/javascript", body: await bundle(name) });
    } else if (file !== undefined) {
      const contentType = types[file.split(".").at(-1) ?? ""] ?? "text/plain";
      await route.fulfill({ contentType, body: await readFile(root(file)) });
    } else await route.abort();
  });
  await page.exposeFunction("hostReceives", receive);
  await page.addInitScript(`(${fakeVsCode.toString()})(${JSON.stringify(themes[theme])}, ${dress.toString()})`);
  await page.goto(`${ORIGIN}/`);

  let last: Promise<unknown> = Promise.resolve();
  return {
    post: message => {
      last = last
        .then(() => page.evaluate(data => window.postMessage(data, "*"), message))
        // The test has ended and closed its page.
        .catch(() => undefined);
    },
    setTheme: name => page.evaluate(dress, themes[name]),
    kept: () => page.evaluate(() => JSON.parse(sessionStorage.getItem("kept") ?? "null") as unknown),
    settled: async () => {
      await last;
      await page.evaluate(() => new Promise(resolve => requestAnimationFrame(() => setTimeout(resolve, 0))));
    },
    violations,
  };
}

interface ThemeValues {
  readonly bodyClass: string;
  readonly variables: Readonly<Record<string, string | null>>;
}

/** Runs in the page. */
function dress({ bodyClass, variables }: ThemeValues): void {
  for (const [variable, value] of Object.entries(variables)) {
    document.documentElement.style.setProperty(variable, value);
  }
  document.body.className = bodyClass;
}

/** Runs in the page before its own script, as VS Code's does. */
function fakeVsCode(theme: ThemeValues, dress: (theme: ThemeValues) => void): void {
  const global = window as unknown as { hostReceives(message: unknown): Promise<void>; acquireVsCodeApi: unknown };
  const kept = (): unknown => JSON.parse(sessionStorage.getItem("kept") ?? "null");
  global.acquireVsCodeApi = () => ({
    // A webview's messages are cloned on the way, so what can't be cloned must fail here too.
    postMessage: (message: unknown) => void global.hostReceives(structuredClone(message)),
    getState: () => kept() ?? undefined,
    setState: (state: unknown) => sessionStorage.setItem("kept", JSON.stringify(state)),
  });
  document.addEventListener("DOMContentLoaded", () => dress(theme));
}
