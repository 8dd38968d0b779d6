import type * as vscode from "vscode";
import type { Trouble } from "./place.ts";

/** Secret storage that refuses as a locked or broken keyring makes VS Code's refuse. */
export function troubledSecrets(real: vscode.SecretStorage, trouble: Trouble): vscode.SecretStorage {
  const orRefused = async <Result>(
    what: "reading" | "writing",
    key: string,
    work: () => Thenable<Result>,
  ): Promise<Result> => {
    const { refuses, of = "" } = trouble.keyring ?? {};
    if ((refuses === what || refuses === "everything") && key.startsWith(of)) {
      throw new Error("Cannot create an item in a locked collection");
    }
    return work();
  };
  return {
    keys: () => orRefused("reading", "", () => real.keys()),
    get: key => orRefused("reading", key, () => real.get(key)),
    store: (key, value) => orRefused("writing", key, () => real.store(key, value)),
    delete: key => orRefused("writing", key, () => real.delete(key)),
    onDidChange: real.onDidChange,
  };
}
