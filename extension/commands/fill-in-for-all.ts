import * as vscode from "vscode";
import type { Connection } from "../connections/connection.ts";
import type { Field, FormValues } from "../core/form.ts";
import type { ActionId, Credential } from "../core/model.ts";
import type { Parts } from "./parts.ts";
import { withProgress } from "./progress.ts";

const DAY_MS = 86_400_000;

/**
 * The answers to an action's form for several credentials at once. Only moments are asked for here, from the field's own presets;
 * what else a form has stays as it is for each.
 */
export async function fillInForAll(
  parts: Parts,
  action: ActionId,
  connection: Connection,
  example: Credential,
): Promise<FormValues | undefined> {
  const session = await parts.sessions.of(connection);
  const form = await withProgress(vscode.l10n.t("Getting ready..."), signal =>
    session.form(action, example.id, signal),
  );
  const values: Record<string, string> = {};
  for (const field of form.fields) {
    const moment = await pickMoment(field);
    if (moment === undefined) return undefined;
    values[field.key] = moment;
  }
  return values;
}

async function pickMoment(field: Field): Promise<string | undefined> {
  if (field.type !== "expiry") return undefined;
  const items = [
    ...field.presets.map(({ label, days }) => ({
      label,
      description: new Date(Date.now() + days * DAY_MS).toLocaleDateString(vscode.env.language, { dateStyle: "long" }),
      value: new Date(Date.now() + days * DAY_MS).toISOString(),
    })),
    { label: vscode.l10n.t("Does not expire"), description: "", value: "" },
  ];
  const picked = await vscode.window.showQuickPick(items, {
    title: field.label,
    placeHolder: vscode.l10n.t("The same for all that are selected"),
  });
  return picked?.value;
}
