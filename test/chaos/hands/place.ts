import type * as vscode from "vscode";

/*
 * Hands for a person who is not there: between the packaged extension and the API of the VS Code that runs it. Questions are
 * answered, pages are filled in, and everything that was told is written down; whatever else the extension calls is VS Code's own.
 */

/** Something that the person was told, and the buttons that came with it. */
export interface Told {
  readonly kind: "error" | "warning" | "information" | "question" | "status" | "page";
  readonly text: string;
  readonly buttons: readonly string[];
}

export interface Progress {
  readonly title: string;
  readonly begun: number;
  ended: boolean;
}

/** A tab of the extension's, with both ends of its protocol. */
export interface Page {
  readonly viewType: string;
  readonly title: string;
  /** What the extension has said to it, in its order. */
  readonly heard: readonly unknown[];
  readonly isOpen: boolean;
  /** Speaks as the page would. */
  say(message: unknown): void;
  close(): void;
}

/** How the person answers. Each gives undefined to leave. */
export interface Answers {
  question(message: string, buttons: readonly string[]): string | undefined;
  message(message: string, buttons: readonly string[]): string | undefined;
  pick(items: readonly vscode.QuickPickItem[], title: string): vscode.QuickPickItem | undefined;
  type(title: string, prompt: string, value: string): string | undefined;
}

/** What of this machine does not work now. */
export interface Trouble {
  /** The error of each write below `folder`: as if the disk were full, or could only be read. */
  disk: { readonly code: "ENOSPC" | "EROFS"; readonly folder: string } | undefined;
  /** What the keyring refuses: all that it has, or what has a name that begins so. */
  keyring: { readonly refuses: "reading" | "writing" | "everything"; readonly of?: string } | undefined;
}

/** Live listeners, timers and the like of the extension. */
export interface Counts {
  /** On events that the extension fires. */
  readonly ownListeners: number;
  /** On events of VS Code's. */
  readonly hostListeners: number;
  /** Tabs, status bar items and what else has to be disposed of. */
  readonly surfaces: number;
}

export interface Hands {
  readonly vscode: typeof vscode;
  readonly context: vscode.ExtensionContext;
  readonly tree: vscode.TreeDataProvider<unknown>;
  readonly told: Told[];
  readonly progress: Progress[];
  readonly pages: Page[];
  readonly log: string[];
  /** Promises that failed while nobody was listening, and errors that nobody caught. */
  readonly unhandled: string[];
  readonly trouble: Trouble;
  answers: Answers;
  /** Tabs are real webviews; without, only their host's side is there, which is a hundred times faster. */
  realPages: boolean;
  /** What was copied last. */
  clipboard: string;
  /** What the person has put away elsewhere, before they said so. */
  readonly putAway: Set<string>;
  counts(): Counts;
  /** The person comes back to the window, or leaves it. */
  focus(focused: boolean): void;
  /** How far this machine's clock is ahead of the real one. */
  clockAheadMs: number;
}

const place = Symbol.for("keyporter.test.hands");

/** The part that is loaded with the extension host leaves it for the tests: two bundles in one process share only the global object. */
export const leaveHands = (hands: Hands): void => void Reflect.set(globalThis, place, hands);

/** Throws where the extension was not activated through the hook. */
export function handsHere(): Hands {
  const hands: unknown = Reflect.get(globalThis, place);
  if (isHands(hands)) return hands;
  throw new Error("the extension was not activated with hands on it");
}

const isHands = (value: unknown): value is Hands =>
  typeof value === "object" && value !== null && "told" in value && "answers" in value;
