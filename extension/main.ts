import * as l10n from "@vscode/l10n";
import * as vscode from "vscode";
import { writeAs } from "./core/local.ts";
import { activityOf } from "./activity/activity.ts";
import { registerTools } from "./agents/registry.ts";
import { keyporterApi } from "./api/api.ts";
import { actionRunner } from "./commands/actions.ts";
import { journalActions } from "./commands/journal-actions.ts";
import { startBackground } from "./commands/background.ts";
import { pagesWhenNeeded } from "./commands/pages-when-needed.ts";
import type { Parts } from "./commands/parts.ts";
import { registerCommands } from "./commands/registry.ts";
import { startLeaks } from "./commands/start-leaks.ts";
import { startRunning } from "./commands/start-running.ts";
import type { KeyporterApi } from "./api/types/api.d.ts";
import { sessionStore } from "./connections/sessions.ts";
import { connectionSettings } from "./connections/settings.ts";
import { signInStore } from "./connections/sign-ins.ts";
import { createHttp, type HttpOptions } from "./core/http.ts";
import { delivery as createDelivery } from "./delivery/delivery.ts";
import { tellOfTrouble } from "./mock/trouble.ts";
import { mockView } from "./mock/view.ts";
import { mockWhenNeeded } from "./mock/when-needed.ts";
import { privateHttps } from "./private-ca/private-http.ts";
import { credentialsView } from "./tree/view.ts";
import { clipboard as createClipboard } from "./vault/clipboard.ts";
import { createVault } from "./vault/vault.ts";

let leaving: (() => Promise<void>) | undefined;

/** Turns off what this window turned on. VS Code waits 5 seconds at most. */
export const deactivate = (): Promise<void> | undefined => leaving?.();

/** Builds the parts and hands them to each other. It reads no file and calls no server: those wait until someone looks. */
export function activate(context: vscode.ExtensionContext): KeyporterApi {
  writeAs(vscode.env.language);
  if (vscode.l10n.bundle !== undefined) l10n.config({ contents: vscode.l10n.bundle });
  const log = vscode.window.createOutputChannel("Keyporter", { log: true });
  const settings = connectionSettings();
  const signIns = signInStore(context.secrets);
  // VS Code's own fetch, looked up at each call: it knows the person's proxy and certificates, also after they change.
  const http: HttpOptions = { fetch: (...request) => globalThis.fetch(...request), log: line => log.info(line) };
  const undici = vscode.Uri.joinPath(context.extensionUri, "dist", "undici.cjs").fsPath;
  const mock = mockWhenNeeded({
    script: vscode.Uri.joinPath(context.extensionUri, "dist", "mock-server.mjs").fsPath,
    database: context.storageUri && vscode.Uri.joinPath(context.storageUri, "mock.json").fsPath,
    log: line => log.info(line),
  });
  const sessions = sessionStore({
    settings,
    signIns,
    http: createHttp(http),
    privateHttp: privateHttps({ ...http, undici }),
    mockUrl: () => mock.url(),
  });
  const view = credentialsView(settings, sessions, context.globalState);
  const vault = createVault({
    folder: context.globalStorageUri.fsPath,
    secrets: context.secrets,
    state: context.globalState,
    log,
  });
  const clipboard = createClipboard();
  const delivery = createDelivery(context);
  const actions = actionRunner({ settings, sessions, signIns, credentials: view.credentials, vault });

  const pages = pagesWhenNeeded(context, () => parts);
  const leaks = startLeaks({ vault, log });

  const { running, leave } = startRunning({
    folder: vscode.Uri.joinPath(context.globalStorageUri, "turned-on").fsPath,
    settings,
    sessions,
    view,
    actions,
    mock,
    parts: () => parts,
    log: line => log.info(line),
  });
  // A window that closes still needs these for a moment.
  leaving = () => leave().finally(() => void vscode.Disposable.from(sessions, mock).dispose());

  const activity = activityOf(context.globalStorageUri, line => log.warn(line));
  context.subscriptions.push(journalActions(actions, activity), activity);
  context.subscriptions.push(actions.onDidEnd(ref => pages.details.close(ref)));

  const parts: Parts = {
    settings,
    signIns,
    sessions,
    view,
    actions,
    activity,
    ...pages,
    clipboard,
    delivery,
    leaks,
    running: running.watch,
    memory: context.globalState,
    mock,
    log,
    vault,
  };
  // Disposed from the last to the first, so that the log can still be written to by all others.
  context.subscriptions.push(log, settings, view, clipboard, delivery, vault, actions, pages, leaks, running);
  context.subscriptions.push(
    mockView(mock, http.fetch),
    tellOfTrouble(mock, log, () => vscode.commands.executeCommand("keyporter.mock.start")),
    registerCommands(context.extension.packageJSON, parts),
    registerTools(context.extension.packageJSON, parts),
    startBackground(parts),
  );
  return keyporterApi();
}
