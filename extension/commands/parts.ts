import type * as vscode from "vscode";
import type { Activity } from "../activity/activity.ts";
import type { Sessions } from "../connections/sessions.ts";
import type { ConnectionSettings } from "../connections/settings.ts";
import type { SignIns } from "../connections/sign-ins.ts";
import type { Delivery } from "../delivery/delivery.ts";
import type { LeakWatch } from "../leaks/watch.ts";
import type { MockWhenNeeded } from "../mock/when-needed.ts";
import type { RunningWatch } from "../running/watch.ts";
import type { CredentialsView } from "../tree/view.ts";
import type { Clipboard } from "../vault/clipboard.ts";
import type { Vault } from "../vault/vault.ts";
import type { Actions } from "./actions.ts";
import type { PagesWhenNeeded } from "./pages-when-needed.ts";

/** What commands work with; `main.ts` builds it. */
export interface Parts {
  readonly settings: ConnectionSettings;
  readonly signIns: SignIns;
  readonly sessions: Sessions;
  readonly view: CredentialsView;
  readonly actions: Actions;
  readonly activity: Activity;
  readonly forms: PagesWhenNeeded["forms"];
  readonly details: PagesWhenNeeded["details"];
  readonly reports: PagesWhenNeeded["reports"];
  readonly rotations: PagesWhenNeeded["rotations"];
  readonly overview: PagesWhenNeeded["overview"];
  readonly clipboard: Clipboard;
  readonly delivery: Delivery;
  readonly vault: Vault;
  readonly leaks: LeakWatch;
  readonly running: RunningWatch;
  /** What this person chose, in all windows; never a secret. */
  readonly memory: vscode.Memento;
  readonly mock: MockWhenNeeded;
  readonly log: vscode.LogOutputChannel;
}

/** One entry of package.json's `contributes.commands`. Menus hand over the row and the whole selection; the palette nothing. */
export interface Command {
  readonly id: string;
  run(parts: Parts, row?: unknown, selection?: unknown): Promise<void> | void;
}

/** A command that whoever calls it, from code or from a file of VS Code's, wants an answer of. */
export interface Question {
  readonly id: string;
  /** What it throws is for the caller, who has to tell the person. */
  answer(parts: Parts, args: unknown): Promise<string>;
}
