import type { Page } from "@playwright/test";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import baseSettings from "../../../scripts/vscode-settings.json" with { type: "json" };
import {
  preparePlaces,
  readSettings,
  startCodeServer,
  writeSettings,
  type CodeServer,
  type Places,
} from "./code-server.ts";
import { addPseudoLanguage, PSEUDO } from "../l10n/pseudo.ts";
import { themes, type Theme } from "./theme.ts";
import { openPage, openWindow, type VsCodeWindow, type WindowOptions } from "./vscode-window.ts";

export interface VsCodeOptions extends WindowOptions {
  readonly theme: Theme;
  readonly settings: Readonly<Record<string, unknown>>;
  /** The files of the workspace's folder. */
  readonly files: Readonly<Record<string, string>>;
  /** The folders of further extensions. */
  readonly otherExtensions: readonly string[];
}

/** A real VS Code of a test's own: server, data, extensions and browser profile live in one temporary folder. */
export class VsCode {
  readonly places: Places;
  private readonly options: VsCodeOptions;
  private server: CodeServer;
  private window: VsCodeWindow;

  private constructor(places: Places, options: VsCodeOptions, server: CodeServer, window: VsCodeWindow) {
    this.places = places;
    this.options = options;
    this.server = server;
    this.window = window;
  }

  static async start(root: string, options: VsCodeOptions): Promise<VsCode> {
    const places = await preparePlaces(root, options);
    if (options.language === PSEUDO) await addPseudoLanguage(places.extension);
    await writeSettings(places, settingsOf(options));
    const server = await startCodeServer(places);
    try {
      return new VsCode(places, options, server, await openWindow(server, places, options));
    } catch (error) {
      await server.stop();
      throw error;
    }
  }

  get page(): Page {
    return this.window.page;
  }

  /** Changes some user settings of the running VS Code; the others stay. */
  async changeSettings(changed: Readonly<Record<string, unknown>>): Promise<void> {
    await writeSettings(this.places, {
      ...settingsOf(this.options),
      ...asRecord(await readSettings(this.places)),
      ...changed,
    });
  }

  /** The user settings, with what the extension wrote there. */
  async settings(): Promise<Record<string, unknown>> {
    return asRecord(await readSettings(this.places));
  }

  /** Closes the browser and opens it again on the same profile. `page` and all page objects are new then. */
  async restartWindow(whileClosed: () => Promise<void> = () => Promise.resolve()): Promise<void> {
    await this.window.close();
    await whileClosed();
    this.window = await openWindow(this.server, this.places, this.options);
  }

  /** Another window of the same person on the same folder; it ends with this one. */
  async secondWindow(): Promise<Page> {
    return openPage(this.window.context, this.server, this.places, this.options);
  }

  /** Ends everything at once, as a power cut does, and starts it again on the same disk. `page` and all page objects are new then. */
  async crashAndStartAgain(): Promise<void> {
    await this.server.stop();
    await this.window.context.close();
    this.server = await startCodeServer(this.places, this.server.url);
    this.window = await openWindow(this.server, this.places, this.options);
  }

  /** What the extension has written to its log so far. */
  async log(): Promise<string> {
    const logs = join(this.places.userData, "logs");
    const files = (await readdir(logs, { recursive: true })).filter(name =>
      /keyporter\.keyporter.Keyporter[^/\\]*\.log$/.test(name),
    );
    return (await Promise.all(files.sort().map(name => readFile(join(logs, name), "utf8")))).join("");
  }

  /** A file of the workspace's folder. */
  file(name: string): Promise<string> {
    return readFile(join(this.places.folder, name), "utf8");
  }

  async stop(): Promise<void> {
    await this.window.context.close();
    await this.server.stop();
  }
}

const settingsOf = ({ theme, settings }: VsCodeOptions): Record<string, unknown> => ({
  ...baseSettings,
  "workbench.colorTheme": themes[theme],
  // Nothing moves in pictures, and nothing waits for a movement.
  "workbench.reduceMotion": "on",
  ...settings,
});

function asRecord(value: unknown): Record<string, unknown> {
  return typeof value === "object" && value !== null ? { ...value } : {};
}
