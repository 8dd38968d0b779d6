import * as vscode from "vscode";
import { clean } from "../core/clean-text.ts";
import type { Disposable } from "../core/disposable.ts";
import { countdown, LAST_STRETCH_MS } from "./countdown.ts";
import { leftMs, type Running } from "./running.ts";

export const SHOW_RUNNING = "keyporter.showRunning";

export interface RunningStatusBar extends Disposable {
  show(all: readonly Running[]): void;
}

/** While something is on: what, and for how long. Made when there is something to show. */
export function runningStatusBar(): RunningStatusBar {
  let item: vscode.StatusBarItem | undefined;

  const show = (all: readonly Running[]): void => {
    const [first] = all;
    if (first === undefined) {
      item?.hide();
      return;
    }
    if (item === undefined) {
      item = vscode.window.createStatusBarItem("keyporter.running", vscode.StatusBarAlignment.Left, 90);
      item.name = vscode.l10n.t("Keyporter: What Is On");
      item.command = SHOW_RUNNING;
    }
    const now = Date.now();
    const left = leftMs(first, now);
    const name = all.length === 1 ? clean(first.credential.label) : vscode.l10n.t("{0} are on", all.length);
    const text = timeLeft(first, now);
    item.text = `$(flame) ${name}${text === "" ? "" : `: ${text}`}`;
    item.backgroundColor =
      left !== undefined && left <= LAST_STRETCH_MS
        ? new vscode.ThemeColor("statusBarItem.warningBackground")
        : undefined;
    const lines = all.map(running => lineOf(running, now));
    item.tooltip = [...lines, vscode.l10n.t("Click to renew it, turn it off, or use it.")].join("\n");
    item.accessibilityInformation = { label: lines.join(", ") };
    item.show();
  };

  return {
    show,
    dispose() {
      item?.dispose();
    },
  };
}

const timeLeft = (running: Running, now: number): string =>
  countdown(leftMs(running, now), minutes => vscode.l10n.t("{0} min", minutes)).text;

/** One that is on, in a line: "Admin key of “Acme wiki”: on, 9 min left" */
export function lineOf(running: Running, now: number): string {
  const text = timeLeft(running, now);
  const name = clean(running.credential.label);
  const connection = clean(running.connection.name);
  return text === ""
    ? vscode.l10n.t("{0} of “{1}”: on", name, connection)
    : vscode.l10n.t("{0} of “{1}”: on, {2} left", name, connection, text);
}
