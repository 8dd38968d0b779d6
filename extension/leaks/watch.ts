import * as vscode from "vscode";
import type { Disposable } from "../core/disposable.ts";
import { describeError } from "../core/errors.ts";
import { oneAtATime } from "../core/one-at-a-time.ts";
import { redact } from "../core/redact.ts";
import { ignoredByGit } from "../delivery/ignored-by-git.ts";
import type { EntryId, Recogniser, Vault } from "../vault/vault.ts";
import { leaksIn } from "./leak.ts";
import { savedText } from "./saved-text.ts";
import { type Look, type Sweep, sweep } from "./sweep.ts";
import { verdictOn } from "./verdict.ts";
import { type Finding, warningsOf } from "./warnings.ts";
import { workspaceFiles, type WorkspaceFiles } from "./workspace-files.ts";

export interface LeakWatch extends Disposable {
  /** What was wrong with a file when it was looked at last. */
  finding(uri: vscode.Uri): Finding | undefined;
  /** What the vault knows now. */
  known(): Promise<Recogniser>;
  /** Looks at a file again, right away. */
  look(uri: vscode.Uri): Promise<void>;
  /** Looks at the files of the workspace; undefined where the vault knows no secret. */
  sweep(signal: AbortSignal, told?: (done: number, all: number) => void): Promise<Swept | undefined>;
}

export type Swept = Sweep & Omit<WorkspaceFiles, "uris">;

export interface LeakWatchParts {
  readonly vault: Pick<Vault, "recogniser" | "onDidChange">;
  readonly log: Pick<vscode.LogOutputChannel, "warn">;
}

/** The window has other things to do while it opens. */
const IDLE_MS = 5000;
/** Of several events about a file, and of several changes of the vault, the last one counts. */
const SOON_MS = 300;
const SETTLED_MS = 2000;
/** What another window was issued is known here after so long. */
const KNOWN_FOR_MS = 30_000;
const BOUNDS = { milliseconds: 120_000, atOnce: 4 };

const hasFolders = (): boolean => (vscode.workspace.workspaceFolders ?? []).length > 0;

const isOn = (): boolean => vscode.workspace.getConfiguration("keyporter").get("leakCheck") !== false;

/** Warns of copies of secrets in saved files that git takes along. Reads only: also where the workspace is not trusted. */
export function leakWatch({ vault, log }: LeakWatchParts): LeakWatch {
  const warnings = vscode.languages.createDiagnosticCollection("keyporter.leaks");
  const findings = new Map<string, Finding>();
  const timers = new Map<string, NodeJS.Timeout>();
  const stopped = new AbortController();
  /** What nobody asked for ends when the setting is switched off. */
  let background = new AbortController();
  /** The last look at each file that is under way: an earlier one that takes longer does not count. */
  const looks = new Map<string, symbol>();
  /** The secrets that the workspace was looked through for. */
  const swept = new Set<EntryId>();
  let remembered: { readonly at: number; readonly recogniser: Promise<Recogniser> } | undefined;
  let began = false;

  const known = async (): Promise<Recogniser> => {
    if (remembered === undefined || Date.now() - remembered.at > KNOWN_FOR_MS) {
      const recogniser = vault.recogniser();
      remembered = { at: Date.now(), recogniser };
      // A failure is not kept.
      recogniser.catch(() => (remembered = undefined));
    }
    return remembered.recogniser;
  };

  const show = (uri: vscode.Uri, finding: Finding | undefined): void => {
    if (finding === undefined) {
      findings.delete(uri.toString());
      warnings.delete(uri);
    } else {
      findings.set(uri.toString(), finding);
      warnings.set(uri, warningsOf(finding));
    }
  };

  const findIn = async (uri: vscode.Uri): Promise<Finding | "nothing" | "skipped"> => {
    const recogniser = await known();
    if (recogniser.fingerprints.length === 0 || vscode.workspace.getWorkspaceFolder(uri) === undefined)
      return "nothing";
    const text = await savedText(uri);
    if (text === undefined) return "skipped";
    const leaks = leaksIn(text, recogniser);
    if (leaks.length === 0) return "nothing";
    const verdict = verdictOn(uri.path, await ignoredByGit(uri));
    return verdict === "fine" ? "nothing" : { verdict, leaks };
  };

  const look = async (uri: vscode.Uri): Promise<Look> => {
    const key = uri.toString();
    const mine = Symbol(key);
    looks.set(key, mine);
    const found = await findIn(uri);
    const finding = typeof found === "string" ? undefined : found;
    if (looks.get(key) === mine) {
      looks.delete(key);
      if (!stopped.signal.aborted) show(uri, finding);
    }
    return found === "skipped" ? found : (finding?.leaks.length ?? 0);
  };

  const later = (key: string, ms: number, work: () => Promise<unknown>): void => {
    clearTimeout(timers.get(key));
    const timer = setTimeout(() => {
      timers.delete(key);
      if (!isOn()) return;
      // Nobody asked for it, so nobody is disturbed.
      work().catch((error: unknown) => log.warn(`leak check: ${redact(describeError(error))}`));
    }, ms);
    timers.set(key, timer);
  };
  const lookSoon = (uri: vscode.Uri): void => {
    if (began && vscode.workspace.getWorkspaceFolder(uri) !== undefined)
      later(uri.toString(), SOON_MS, () => look(uri));
  };
  const lookAgain = async (): Promise<void> => {
    for (const key of findings.keys()) await look(vscode.Uri.parse(key, true));
  };

  const sweepAll: LeakWatch["sweep"] = async (signal, told) => {
    const { fingerprints } = await known();
    if (fingerprints.length === 0) return undefined;
    const { uris, ...bounds } = await workspaceFiles(signal);
    const result = await sweep(uris, look, BOUNDS, signal, told);
    if (result.stopped === undefined) for (const { entry } of fingerprints) swept.add(entry);
    await lookAgain();
    return { ...result, ...bounds };
  };

  const vaultChanged = oneAtATime(async () => {
    const { fingerprints } = await known();
    if (fingerprints.every(({ entry }) => swept.has(entry))) return lookAgain();
    await vscode.window.withProgress(
      { location: vscode.ProgressLocation.Window, title: vscode.l10n.t("Looking for leaked secrets") },
      () => sweepAll(background.signal),
    );
  });
  const lookAround = (): void => {
    for (const { uri } of vscode.workspace.textDocuments) lookSoon(uri);
    later("findings", SOON_MS, lookAgain);
  };

  /** Looks that are under way come too late. */
  const endAll = (): void => {
    background.abort();
    background = new AbortController();
    looks.clear();
    findings.clear();
    warnings.clear();
  };

  const idle = setTimeout(() => {
    began = true;
    lookAround();
    // Files that nobody has open may have changed while no window was there.
    if (hasFolders()) later("vault", SETTLED_MS, vaultChanged);
  }, IDLE_MS);
  const subscriptions = vscode.Disposable.from(
    vscode.workspace.onDidOpenTextDocument(({ uri }) => lookSoon(uri)),
    // Also where VS Code takes up what another program wrote.
    vscode.workspace.onDidChangeTextDocument(({ document }) => {
      if (!document.isDirty) lookSoon(document.uri);
    }),
    vscode.workspace.onDidSaveTextDocument(({ uri }) => {
      if (uri.path.endsWith("/.gitignore")) later("findings", SOON_MS, lookAgain);
      lookSoon(uri);
    }),
    vscode.workspace.onDidDeleteFiles(() => later("findings", SOON_MS, lookAgain)),
    vscode.workspace.onDidRenameFiles(({ files }) => {
      later("findings", SOON_MS, lookAgain);
      for (const { newUri } of files) lookSoon(newUri);
    }),
    vscode.workspace.onDidChangeWorkspaceFolders(lookAround),
    vscode.workspace.onDidGrantWorkspaceTrust(lookAround),
    vscode.workspace.onDidChangeConfiguration(change => {
      if (!change.affectsConfiguration("keyporter.leakCheck")) return;
      if (isOn()) lookAround();
      else endAll();
    }),
    vault.onDidChange(() => {
      remembered = undefined;
      if (hasFolders()) later("vault", SETTLED_MS, vaultChanged);
    }),
  );

  return {
    finding: uri => findings.get(uri.toString()),
    known,
    async look(uri) {
      await look(uri);
    },
    sweep: sweepAll,
    dispose() {
      stopped.abort();
      background.abort();
      clearTimeout(idle);
      for (const timer of timers.values()) clearTimeout(timer);
      subscriptions.dispose();
      warnings.dispose();
    },
  };
}
