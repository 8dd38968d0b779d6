import * as vscode from "vscode";
import type { Environment } from "../connections/connection.ts";
import { environmentWords } from "../connections/environment-words.ts";
import type { Disposable } from "../core/disposable.ts";

const SCHEME = "keyporter-environment";

/** The theme colours of package.json's `contributes.colors`. */
export const colorOf = (environment: Environment): vscode.ThemeColor =>
  new vscode.ThemeColor(`keyporter.${environment}`);

/** Gives a row the letter and the colour of its environment. */
export const environmentUri = (environment: Environment): vscode.Uri =>
  vscode.Uri.from({ scheme: SCHEME, path: `/${environment}` });

const LETTERS: Readonly<Record<string, Environment>> = {
  "/production": "production",
  "/test": "test",
  "/mock": "mock",
};

/** Draws what `environmentUri` asks for, on every row, so that no mock can be taken for production. */
export function registerEnvironmentDecorations(): Disposable {
  return vscode.window.registerFileDecorationProvider({
    provideFileDecoration(uri) {
      const environment = uri.scheme === SCHEME ? LETTERS[uri.path] : undefined;
      if (environment === undefined) return undefined;
      const words = environmentWords(environment);
      return new vscode.FileDecoration(words.slice(0, 1), words, colorOf(environment));
    },
  });
}
