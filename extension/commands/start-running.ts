import * as vscode from "vscode";
import type { Sessions } from "../connections/sessions.ts";
import type { ConnectionSettings } from "../connections/settings.ts";
import { type KeepRunning, keepRunning, type RunningParts } from "../running/keep-running.ts";
import { leftOn } from "../running/left-on.ts";
import { turnedOn } from "../running/turned-on.ts";
import type { CredentialsView } from "../tree/view.ts";
import type { Actions } from "./actions.ts";

export interface StartRunningParts extends Pick<RunningParts, "start" | "log"> {
  /** Where a window notes what it turned on. */
  readonly folder: string;
  readonly settings: ConnectionSettings;
  readonly sessions: Sessions;
  readonly view: CredentialsView;
  readonly actions: Actions;
}

export interface StartedRunning {
  readonly running: KeepRunning;
  /** What a closing window does about what it turned on. */
  readonly leave: () => Promise<void>;
}

/** Watches what is on, with the tree's rows as what is known of it. */
export function startRunning({ folder, view, actions, log, ...parts }: StartRunningParts): StartedRunning {
  const notes = leftOn(folder);
  const mine = turnedOn(notes, log);
  const rows: RunningParts["rows"] = {
    onDidChange: view.onDidChange,
    of: id => view.credentials.listing(id).rows,
    put: (id, credential) => view.credentials.listing(id).put(credential),
  };
  const kept = keepRunning({ ...parts, rows, mine, notes, log });
  const doing = actions.onDidDo(({ ref, outcome, session }) => mine.note(ref, outcome, session));
  return {
    running: {
      watch: kept.watch,
      dispose() {
        doing.dispose();
        kept.dispose();
      },
    },
    leave: () => (turnsOffOnClose() ? mine.turnOffAll() : Promise.resolve()),
  };
}

const turnsOffOnClose = (): boolean => vscode.workspace.getConfiguration("keyporter").get("turnOffOnClose") !== false;
