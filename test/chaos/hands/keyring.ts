import type * as vscode from "vscode";
import type { Trouble } from "./place.ts";

/** Secret storage that refuses as a locked or broken keyring makes VS Code's refuse. */
export function troubledSecrets(real: vscode.SecretStorage, trouble: Trouble): vscode.SecretStorage {
  const refused = (what: "reading" | "writing"): boolean =>
    trouble.keyring === "everything" || trouble.keyring === what;
  const refuse = (): never => {
    throw new Error("Cannot create an item in a locked collection");
  };
  return {
    keys: async () => (refused("reading") ? refuse() : real.keys()),
    get: async key => (refused("reading") ? refuse() : real.get(key)),
    store: async (key, value) => (refused("writing") ? refuse() : real.store(key, value)),
    delete: async key => (refused("writing") ? refuse() : real.delete(key)),
    onDidChange: real.onDidChange,
  };
}
