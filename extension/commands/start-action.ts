import * as vscode from "vscode";
import { quoted, number } from "../core/local.ts";
import { serviceOf } from "../connections/sessions.ts";
import type { ActionId, Credential } from "../core/model.ts";
import { describeError, isCancelled } from "../core/errors.ts";
import { redact } from "../core/redact.ts";
import { Secret } from "../core/secret.ts";
import { clean } from "../core/clean-text.ts";
import type { Connection } from "../connections/connection.ts";
import type { FormValues } from "../core/form.ts";
import type { Outcome } from "../services/service.ts";
import { freshenRow } from "./freshen-row.ts";
import { fillInForAll } from "./fill-in-for-all.ts";
import { agreed } from "./agree.ts";
import { choose } from "./choose.ts";
import { noticed } from "./notice.ts";
import { showOutcome } from "./show-outcome.ts";
import type { Parts } from "./parts.ts";
import type { Chosen } from "./pick-credentials.ts";
import { withProgress } from "./progress.ts";
import { report } from "./report.ts";
import { tell } from "./tell.ts";

/** Begins an action in the way that the service describes for it: a form, a question, or at once. */
export async function startAction(
  parts: Parts,
  action: ActionId,
  { connection, credentials, back }: Chosen,
): Promise<void> {
  const info = serviceOf(connection).actions.get(action);
  const [first] = credentials;
  if (info === undefined || first === undefined) return;
  switch (info.begins) {
    case "form":
      if (info.many && credentials.length > 1) {
        const input = await fillInForAll(parts, action, connection, first);
        if (input !== undefined) await performEach(parts, action, { connection, credentials }, input);
        return;
      }
      parts.forms.open({ connectionId: connection.id, action, id: first.id }, back);
      return;
    case "at-once":
      await performEach(parts, action, { connection, credentials: info.many ? credentials : [first] });
      return;
    case "choice": {
      const input = await chosenValues(parts, action, connection, first);
      if (input !== undefined) await performEach(parts, action, { connection, credentials: [first] }, input);
      return;
    }
    case "report":
      parts.reports.open({ connectionId: connection.id, id: first.id, action });
      return;
    case "question": {
      const chosen = { connection, credentials: info.many ? credentials : [first] };
      const session = await parts.sessions.of(connection);
      const impact = await withProgress(vscode.l10n.t("Looking up what this affects..."), signal =>
        session.impact(action, chosen.credentials, signal),
      );
      if (await agreed(connection, chosen.credentials, impact)) await performEach(parts, action, chosen);
    }
  }
}

/** What to know before, the choice, and what it would break, if anything. Undefined where the person left at any of them. */
async function chosenValues(
  parts: Parts,
  action: ActionId,
  connection: Connection,
  credential: Credential,
): Promise<FormValues | undefined> {
  const session = await parts.sessions.of(connection);
  const form = await withProgress(vscode.l10n.t("Getting ready..."), signal =>
    session.form(action, credential.id, signal),
  );
  // The form was asked of the server, so the row may know as much.
  freshenRow(session, credential.id, parts.view.credentials.listing(connection.id));
  if (form.notice !== undefined && !(await noticed(parts.memory, form.notice, connection))) return undefined;
  const input = await choose(form);
  if (input === undefined) return undefined;
  const impact = await withProgress(vscode.l10n.t("Looking up what this affects..."), signal =>
    session.impact(action, [credential], signal, input),
  );
  return impact.effects.length === 0 || (await agreed(connection, [credential], impact)) ? input : undefined;
}

/** One after the other, with one summary: what worked, what did not, and why. */
async function performEach(
  parts: Parts,
  action: ActionId,
  { connection, credentials }: Chosen,
  input: FormValues = {},
): Promise<void> {
  const failed: { readonly credential: Credential; readonly error: unknown }[] = [];
  const done: Outcome[] = [];
  const title =
    serviceOf(connection)
      .actions.get(action)
      ?.title.replace(/\.\.\.$/u, "") ?? action;
  await withProgress(`${title}: ${connection.name}`, async signal => {
    for (const credential of credentials) {
      try {
        const ref = { connectionId: connection.id, action, id: credential.id };
        // What a form once began with may be long past: each is looked at afresh.
        if (Object.keys(input).length > 0 && credentials.length > 1)
          await (await parts.sessions.of(connection)).form(action, credential.id, signal);
        done.push(await parts.actions.perform(ref, input, signal));
      } catch (error) {
        if (credentials.length === 1) throw error;
        failed.push({ credential, error });
        // What was not begun yet is left alone; what was done is still told.
        if (isCancelled(error)) break;
      }
    }
  });
  const [only] = done;
  if (only?.copy !== undefined) await parts.clipboard.copyText(only.copy);
  if (credentials.length === 1 && only !== undefined) showOutcome(parts, { connectionId: connection.id }, only);
  else {
    offerSecrets(parts, title, done);
    offerUndoOfAll(parts, connection, title, done);
  }
  if (failed.length === 0) {
    if (credentials.length > 1) tell(vscode.l10n.t("{0}: all {1} done.", title, number(credentials.length)));
    return;
  }
  const reasons = failed.map(({ credential, error }) => `${quoted(credential.label)}: ${describeError(error)}`);
  parts.log.warn(redact(reasons.join("\n")));
  void vscode.window.showWarningMessage(
    clean(
      vscode.l10n.t(
        "{0}: {1} of {2} done. Not done: {3}",
        title,
        done.length,
        credentials.length,
        reasons.slice(0, 3).join(" "),
      ),
    ),
  );
}

/** Several secrets at once: as lines that can be pasted where they are kept. */
function offerSecrets(parts: Parts, title: string, done: readonly Outcome[]): void {
  const issued = done.flatMap(outcome => (outcome.issued === undefined ? [] : [outcome.issued]));
  if (issued.length === 0) return;
  const copy = vscode.l10n.t("Copy All");
  const offer = async (): Promise<void> => {
    const message = vscode.l10n.t(
      "{0}: {1} new secrets. Each can also be revealed in its details, until you have saved it.",
      title,
      issued.length,
    );
    if ((await vscode.window.showInformationMessage(clean(message), copy)) !== copy) return;
    const lines = issued.map(({ credential, secret }) => `${credential.clientId ?? credential.id}=${secret.reveal()}`);
    await parts.clipboard.copySecret(new Secret(lines.join("\n")), vscode.l10n.t("{0} secrets", number(issued.length)));
  };
  offer().catch((error: unknown) => report(parts, error));
}

/** Several changes at once are taken back at once. */
function offerUndoOfAll(parts: Parts, connection: Connection, title: string, done: readonly Outcome[]): void {
  const undos = done.flatMap(({ undo }) => (undo === undefined ? [] : [undo]));
  if (undos.length === 0) return;
  const take = vscode.l10n.t("Undo");
  const offer = async (): Promise<void> => {
    const message = vscode.l10n.t("{0}: {1} changed.", title, number(undos.length));
    if ((await vscode.window.showInformationMessage(clean(message), take)) !== take) return;
    await withProgress(take, async signal => {
      for (const { action, id, input } of undos) {
        await parts.actions.perform({ connectionId: connection.id, action, id }, input, signal);
      }
    });
    tell(vscode.l10n.t("{0}: {1} are as they were.", title, number(undos.length)));
  };
  offer().catch((error: unknown) => report(parts, error, connection));
}
