import * as vscode from "vscode";
import { type Environment, environments } from "../connections/connection.ts";
import { environmentWords } from "../connections/environment-words.ts";
import type { Disposable } from "../core/disposable.ts";
import { urgencies, type Urgency } from "../expiry/urgency.ts";

const SCHEME = "keyporter-environment";

/** The theme colours of package.json's `contributes.colors`. */
export const colorOf = (environment: Environment): vscode.ThemeColor =>
  new vscode.ThemeColor(`keyporter.${environment}`);

/** Gives the row of a connection the letter and the colour of its environment. */
export const environmentUri = (environment: Environment): vscode.Uri =>
  vscode.Uri.from({ scheme: SCHEME, path: `/${environment}` });

/** Gives the row of a credential the letter of its environment, and a colour where it needs looking after. */
export const rowUri = (environment: Environment, urgency: Urgency): vscode.Uri =>
  vscode.Uri.from({ scheme: SCHEME, path: `/${environment}/${urgency}` });

/** What a row's label looks like. The environment stays readable beside it: in the icon's colour and in the letter. */
const LOOKS: Readonly<Record<Urgency, { readonly color?: string; readonly mark?: string }>> = {
  on: {},
  expired: { color: "keyporter.expired", mark: "!" },
  near: { color: "keyporter.expiring", mark: "!" },
  soon: { color: "keyporter.expiring" },
  later: {},
  never: {},
  ended: {},
};

/** Draws what `environmentUri` and `rowUri` ask for, on every row, so that no mock can be taken for production. */
export function registerEnvironmentDecorations(): Disposable {
  return vscode.window.registerFileDecorationProvider({
    provideFileDecoration({ scheme, path }) {
      if (scheme !== SCHEME) return undefined;
      const [, first, second] = path.split("/");
      const environment = environments.find(each => each === first);
      if (environment === undefined) return undefined;
      const words = environmentWords(environment);
      const letter = words.slice(0, 1);
      const urgency = urgencies.find(each => each === second);
      if (urgency === undefined) return new vscode.FileDecoration(letter, words, colorOf(environment));
      const { color, mark = "" } = LOOKS[urgency];
      return new vscode.FileDecoration(
        `${letter}${mark}`,
        words,
        color === undefined ? undefined : new vscode.ThemeColor(color),
      );
    },
  });
}
