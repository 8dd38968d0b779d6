import * as vscode from "vscode";
import type { Connection } from "../connections/connection.ts";
import type { Field, FormValues } from "../core/form.ts";
import { ServiceError } from "../core/errors.ts";
import type { ActionId, Credential } from "../core/model.ts";
import { DAY_MS } from "../core/day.ts";
import type { Parts } from "./parts.ts";
import { withProgress } from "./progress.ts";

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
  const moments = form.fields.filter(field => field.type === "expiry");
  if (moments.length === 0) throw eachOnItsOwn();
  const values: Record<string, string> = {};
  for (const field of moments) {
    const moment = await pickMoment(field);
    if (moment === undefined) return undefined;
    values[field.key] = moment;
  }
  return values;
}

async function pickMoment(field: Extract<Field, { type: "expiry" }>): Promise<string | undefined> {
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

const eachOnItsOwn = (): ServiceError =>
  new ServiceError({
    kind: "invalid",
    message: vscode.l10n.t("The form of this action can't be filled in for several at once."),
    hint: vscode.l10n.t("Select one after the other."),
  });
