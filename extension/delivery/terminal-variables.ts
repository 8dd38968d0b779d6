import * as vscode from "vscode";
import type { Variable } from "./dotenv/set-variables.ts";

/** A variable that new terminals of this window have. Its value is VS Code's alone. */
export interface TerminalVariable {
  readonly name: string;
  /** What it holds, for a person: "client secret of “Nightly sync”, Confidence Demo". */
  readonly what: string;
}

export interface TerminalVariables {
  readonly all: readonly TerminalVariable[];
  set(variable: Variable, what: string): void;
  remove(name: string): void;
  clear(): void;
}

const HAS_ANY = "keyporter.hasTerminalVariables";

/** Variables for new terminals, until the window closes: nothing of them is kept on disk by VS Code. */
export function terminalVariables(collection: vscode.EnvironmentVariableCollection): TerminalVariables {
  const known = new Map<string, TerminalVariable>();
  // Before the first value, since VS Code saves what it is given at once otherwise.
  const begin = (): void => {
    collection.persistent = false;
  };
  const tell = (): void => {
    const names = [...known.keys()].map(name => `\`${name}\``).join(", ");
    collection.description =
      known.size === 0 ? undefined : new vscode.MarkdownString(vscode.l10n.t("Keyporter sets {0}.", names));
    void vscode.commands.executeCommand("setContext", HAS_ANY, known.size > 0);
  };
  return {
    get all() {
      return [...known.values()];
    },
    set({ name, value }, what) {
      begin();
      collection.replace(name, value);
      known.set(name, { name, what });
      tell();
    },
    remove(name) {
      collection.delete(name);
      known.delete(name);
      tell();
    },
    clear() {
      collection.clear();
      known.clear();
      tell();
    },
  };
}
