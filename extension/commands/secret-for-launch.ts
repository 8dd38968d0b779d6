import * as vscode from "vscode";
import { clean } from "../core/clean-text.ts";
import { describeError, ServiceError } from "../core/errors.ts";
import { redact } from "../core/redact.ts";
import { SECRET_COMMAND } from "../delivery/launch-example.ts";
import { secretRequest } from "../delivery/secret-request.ts";
import type { Parts, Question } from "./parts.ts";
import { type ChosenOne, secretOf } from "./secret-of.ts";
import { withProgress } from "./progress.ts";

/**
 * What `inputs` of launch.json and tasks.json ask for a value. Any extension and any task can call it, so each call for a secret is
 * asked about. Only an error keeps VS Code from starting what asked, and it shows the error: a task whose input gets no value is run
 * all the same, with the name of the input in the value's place (tried in 1.139).
 */
export const secretForLaunch: Question = {
  id: SECRET_COMMAND,
  async answer(parts, args) {
    try {
      return await valueFor(parts, args);
    } catch (error) {
      const message = clean(redact(describeError(error)));
      parts.log.warn(message);
      // VS Code shows the message of an error and nothing else of it.
      throw new Error(message, { cause: error });
    }
  },
};

async function valueFor(parts: Parts, args: unknown): Promise<string> {
  const request = secretRequest(args);
  if (request === undefined) throw notUnderstood();
  const connection = parts.actions.connection(request.connection);
  const credential =
    parts.view.credentials.find(connection.id, request.credential) ??
    (await withProgress(vscode.l10n.t("Looking up the credential..."), async signal =>
      (await parts.sessions.of(connection)).get(request.credential, signal),
    ));
  if (request.field === "clientId" && credential.clientId !== undefined) return credential.clientId;
  if (request.field === "clientId") throw notUnderstood();
  if (!(await allowed({ connection, credential }))) throw notHandedOver();
  return (await secretOf(parts, { connection, credential })).reveal();
}

async function allowed({ connection, credential }: ChosenOne): Promise<boolean> {
  const handOver = vscode.l10n.t("Hand Over");
  const workspace = vscode.workspace.name ?? vscode.l10n.t("(no folder)");
  const answer = await vscode.window.showWarningMessage(
    clean(vscode.l10n.t("Hand over the client secret of “{0}”?", clean(credential.label))),
    {
      modal: true,
      detail: [
        vscode.l10n.t("A launch configuration or a task asks for it in the workspace “{0}”.", clean(workspace)),
        vscode.l10n.t("Connection: {0}", connection.name),
        vscode.l10n.t("Agree only if you have just started one: any extension can ask in the same way."),
      ].join("\n\n"),
    },
    handOver,
  );
  return answer === handOver;
}

const notHandedOver = (): ServiceError =>
  new ServiceError({
    kind: "cancelled",
    message: vscode.l10n.t("The client secret was not handed over, so nothing was started."),
  });

const notUnderstood = (): ServiceError =>
  new ServiceError({
    kind: "invalid",
    message: vscode.l10n.t(
      "Something asked Keyporter for a secret in a way that it does not understand, so it got none.",
    ),
    hint: vscode.l10n.t("“Copy launch.json Example...” on a credential gives the input as it has to be."),
  });
