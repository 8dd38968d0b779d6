import * as vscode from "vscode";
import { MOCK_URL } from "../connections/base-url.ts";
import type { Sessions } from "../connections/sessions.ts";
import type { ConnectionSettings } from "../connections/settings.ts";
import type { MockWhenNeeded } from "../mock/when-needed.ts";
import { type KeepRunning, keepRunning, type RunningParts } from "../running/keep-running.ts";
import { leftOn } from "../running/left-on.ts";
import { turnedOn } from "../running/turned-on.ts";
import type { CredentialsView } from "../tree/view.ts";
import type { Actions } from "./actions.ts";
import type { Parts } from "./parts.ts";
import { report } from "./report.ts";

export interface StartRunningParts extends Pick<RunningParts, "log"> {
  /** Where a window notes what it turned on. */
  readonly folder: string;
  readonly settings: ConnectionSettings;
  readonly sessions: Sessions;
  readonly view: CredentialsView;
  readonly actions: Actions;
  readonly mock: MockWhenNeeded;
  /** For what a person starts; they are complete by then. */
  readonly parts: () => Parts;
}

export interface StartedRunning {
  readonly running: KeepRunning;
  /** What a closing window does about what it turned on. */
  readonly leave: () => Promise<void>;
}

/** Watches what is on, with the tree's rows as what is known of it. */
export function startRunning({
  folder,
  settings,
  sessions,
  view,
  actions,
  mock,
  parts,
  log,
}: StartRunningParts): StartedRunning {
  const notes = leftOn(folder, file => log(`a note of what was turned on can't be read: ${file}`));
  const mine = turnedOn(notes, log);
  const rows: RunningParts["rows"] = {
    onDidChange: view.onDidChange,
    of: id => view.credentials.listing(id).all,
    put: (id, credential) => view.credentials.listing(id).put(credential),
  };
  const begin: (...chosen: Parameters<RunningParts["start"]>) => Promise<void> = async (
    connection,
    credential,
    action,
  ) => {
    const { startAction } = await import("./start-action.ts");
    await startAction(parts(), action, { connection, credentials: [credential] });
  };
  const kept = keepRunning({
    settings,
    async session(connection) {
      // Whoever has stopped the mock server does not want it back for a look.
      if (connection.baseUrl === MOCK_URL && mock.status.type !== "running") throw new Error("it does not run");
      return sessions.of(connection);
    },
    rows,
    mine,
    notes,
    start: (...chosen) => void begin(...chosen).catch((error: unknown) => report(parts(), error, chosen[0])),
    log,
  });
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
