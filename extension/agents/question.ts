import * as vscode from "vscode";
import { clean } from "../core/clean-text.ts";
import { quoted } from "../core/local.ts";
import type { ToolParts } from "./parts.ts";
import { isSameName } from "./reading.ts";

const LONGEST = 80;

/** The connections that a tool is to read, for the person: never what only the model says that they are called. */
export function namesOf({ settings }: Pick<ToolParts, "settings">, wanted: string | undefined): string {
  if (wanted === undefined) return vscode.l10n.t("all connections");
  const { connections } = settings.all();
  const found = connections.filter(({ id, name }) => id === wanted || isSameName(name, wanted));
  return found.length === 0
    ? vscode.l10n.t("a connection that there is not")
    : found.map(({ name }) => quoted(clean(name))).join(", ");
}

/** A word of the model's, so that it can't be taken for one of ours. */
export function asked(text: string): string {
  const short = clean(text);
  return quoted(short.length > LONGEST ? `${short.slice(0, LONGEST)}…` : short);
}
