import * as vscode from "vscode";
import type { Connection } from "../connections/connection.ts";
import { serviceOf, type Sessions } from "../connections/sessions.ts";
import type { ConnectionSettings } from "../connections/settings.ts";
import type { SignIns } from "../connections/sign-ins.ts";
import type { Disposable } from "../core/disposable.ts";
import { ServiceError } from "../core/errors.ts";
import type { FormValues } from "../core/form.ts";
import { Action, type ActionId, type ConnectionId, type Credential, type CredentialId } from "../core/model.ts";
import type { Secret } from "../core/secret.ts";
import type { Outcome, Session } from "../services/service.ts";
import type { Credentials } from "../tree/credentials.ts";
import type { Kept, Vault } from "../vault/vault.ts";
import { writeAhead } from "./write-ahead.ts";

/** An action on a credential, or with none where it makes one. */
export interface ActionRef {
  readonly connectionId: ConnectionId;
  readonly action: ActionId;
  readonly id?: CredentialId;
}

/** What was tried and what came of it; `error` is missing where it worked. */
export interface Attempt {
  readonly ref: ActionRef;
  readonly connection: Connection;
  /** What the credential was called before. */
  readonly label?: string | undefined;
  readonly startedAt: Date;
  /** How the credential is now, where that is known. */
  readonly credential?: Credential | undefined;
  readonly error?: unknown;
}

export interface Done {
  readonly ref: ActionRef;
  readonly outcome: Outcome;
  readonly session: Session;
}

export interface Actions {
  /** Throws where the connection is gone. */
  connection(id: ConnectionId): Connection;
  /** Does it on the server, keeps a secret that was issued, and lets tree and details know. */
  perform(ref: ActionRef, input: FormValues, signal: AbortSignal): Promise<Outcome>;
  /** The secret, from the server or, where it gives it only once, from the vault. Throws where neither has it. */
  secret(connectionId: ConnectionId, id: CredentialId, signal: AbortSignal): Promise<Secret>;
  /** Something about a credential of this connection was changed by an action. */
  readonly onDidPerform: vscode.Event<ConnectionId>;
  /** An action was done: this is what came of it, and through which session. */
  readonly onDidDo: vscode.Event<Done>;
  /** An action ended the credential: it is no longer on the server. */
  readonly onDidEnd: vscode.Event<Required<Pick<ActionRef, "connectionId" | "id">>>;
  /** Something was tried, whatever came of it. */
  readonly onDidAttempt: vscode.Event<Attempt>;
}

export interface ActionParts {
  readonly settings: Pick<ConnectionSettings, "find">;
  readonly sessions: Pick<Sessions, "of">;
  readonly signIns: Pick<SignIns, "save">;
  readonly credentials: Rows;
  readonly vault: Vault;
}

/** The rows that an action changes. */
export interface Rows {
  find: Credentials["find"];
  listing(id: ConnectionId): Pick<ReturnType<Credentials["listing"]>, "put" | "drop">;
}

/** The one place through which everything that changes a server goes, whatever it began with: a menu, a form, a page. */
export function actionRunner({ settings, sessions, signIns, credentials, vault }: ActionParts): Actions & Disposable {
  const performed = new vscode.EventEmitter<ConnectionId>();
  const done = new vscode.EventEmitter<Done>();
  const ended = new vscode.EventEmitter<Required<Pick<ActionRef, "connectionId" | "id">>>();
  const attempted = new vscode.EventEmitter<Attempt>();

  /** Does it, and tells whoever keeps a journal how it went. */
  const told = async <Result>(
    ref: ActionRef,
    work: () => Promise<Result>,
    credentialOf: (result: Result) => Credential | undefined = () => undefined,
  ): Promise<Result> => {
    const label = ref.id === undefined ? undefined : credentials.find(ref.connectionId, ref.id)?.label;
    const attempt = { ref, connection: connection(ref.connectionId), label, startedAt: new Date() };
    try {
      const result = await work();
      attempted.fire({ ...attempt, credential: credentialOf(result) });
      return result;
    } catch (error) {
      attempted.fire({ ...attempt, error });
      throw error;
    }
  };

  const connection = (id: ConnectionId): Connection => {
    const found = settings.find(id);
    if (found !== undefined) return found;
    throw new ServiceError({
      kind: "not-found",
      message: vscode.l10n.t("This connection was removed."),
      hint: vscode.l10n.t("Add it again to go on."),
    });
  };

  const perform: Actions["perform"] = async ({ connectionId, action, id }, input, signal) => {
    const target = connection(connectionId);
    const info = serviceOf(target).actions.get(action);
    if (info?.writes === true && target.readOnly) throw readOnly(target);
    const session = await sessions.of(target);
    const outcome =
      info?.writes === true
        ? await writeAhead(vault, target, signal, ahead => session.perform(action, id, input, signal, ahead))
        : await session.perform(action, id, input, signal);
    const listing = credentials.listing(connectionId);
    const isGone = outcome.credential === undefined && id !== undefined && info?.writes === true;
    if (outcome.credential !== undefined) listing.put(outcome.credential);
    if (isGone) {
      listing.drop(id);
      ended.fire({ connectionId, id });
    }
    if (info?.writes === true) performed.fire(connectionId);
    done.fire({ ref: { connectionId, action, ...(id === undefined ? {} : { id }) }, outcome, session });
    // It is done on the server, and everybody knows; what is left to do on this side may fail.
    if (outcome.newSignIn !== undefined) await signIns.save(target, outcome.newSignIn);
    if (isGone) await vault.forget(connectionId, id);
    return outcome;
  };

  const secret: Actions["secret"] = async (connectionId, id, signal) => {
    // A vault that can't be read is no reason not to ask the server.
    let unreadable: unknown;
    const found = await vault.find(connectionId, id).catch((error: unknown) => {
      unreadable = error;
      return undefined;
    });
    const kept = found?.secret;
    try {
      const session = await sessions.of(connection(connectionId));
      const outcome = await session.perform(Action.reveal, id, {}, signal);
      if (outcome.issued !== undefined) return outcome.issued.secret;
    } catch (error) {
      // What the server does not have the vault may: that it can't be read is the news then.
      if (kept === undefined) throw unreadable ?? (found?.delivered === undefined ? error : handedOver(found, error));
    }
    if (kept !== undefined) return kept;
    throw new ServiceError({ kind: "not-found", message: vscode.l10n.t("The server gave no secret.") });
  };

  return {
    connection,
    perform: (ref, input, signal) =>
      told(
        ref,
        () => perform(ref, input, signal),
        outcome => outcome.credential,
      ),
    secret: (connectionId, id, signal) =>
      told({ connectionId, action: Action.reveal, id }, () => secret(connectionId, id, signal)),
    onDidPerform: performed.event,
    onDidDo: done.event,
    onDidEnd: ended.event,
    onDidAttempt: attempted.event,
    dispose() {
      performed.dispose();
      done.dispose();
      ended.dispose();
      attempted.dispose();
    },
  };
}

const handedOver = ({ label, delivered }: Kept, cause: unknown): ServiceError =>
  new ServiceError({
    kind: "not-found",
    message: vscode.l10n.t(
      "The secret of “{0}” was delivered to {1}; only its fingerprint is left here.",
      label,
      delivered?.to ?? "",
    ),
    hint: vscode.l10n.t("If it is not there, regenerate it."),
    cause,
  });

const readOnly = ({ name }: Connection): ServiceError =>
  new ServiceError({
    kind: "forbidden",
    message: vscode.l10n.t("The connection “{0}” is read-only in Keyporter.", name),
    hint: vscode.l10n.t("Edit the connection to allow changes."),
  });
