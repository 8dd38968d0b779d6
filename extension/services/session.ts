import type { Form, FormValues, Option } from "../core/form.ts";
import type { ActionId, Credential, CredentialId } from "../core/model.ts";
import type { Ahead, Intent, Settled } from "./intent.ts";
import type { Incomplete, Outcome } from "./outcome.ts";
import type { ReportPart } from "./report.ts";

/** A server with a sign-in: what can be asked of it, and done there. */
export interface Session {
  /** Who am I, what may I do. Throws a `ServiceError` where signing in fails. */
  verify(signal: AbortSignal): Promise<Identity>;
  /** The values that a connection field can have, where the server lists them; asked for before the field has one. */
  choices?(field: string, signal: AbortSignal): Promise<readonly Option[]>;
  /** Page by page, as they arrive. Ends where the server has no more. */
  list(query: ListQuery, signal: AbortSignal): AsyncIterable<readonly Credential[]>;
  get(id: CredentialId, signal: AbortSignal): Promise<Credential>;
  /** Fields, options and present values; no id for an action that needs no credential, like `create`. */
  form(action: ActionId, id: CredentialId | undefined, signal: AbortSignal): Promise<Form>;
  /**
   * What will break, to be agreed to before a destructive action. For an action that begins with a choice it is asked with what was
   * chosen, and where it has no effects nothing is asked.
   */
  impact(
    action: ActionId,
    credentials: readonly Credential[],
    signal: AbortSignal,
    input?: FormValues,
  ): Promise<Impact>;
  /**
   * @param ahead has to be awaited before a request is sent that can bring a secret into being; what it is told is on disk then
   */
  perform(
    action: ActionId,
    id: CredentialId | undefined,
    input: FormValues,
    signal: AbortSignal,
    ahead?: Ahead,
  ): Promise<Outcome>;
  /** After a lost answer, a crash, or a closed window: what became of it. Changes nothing on the server. */
  settle?(intent: Intent, signal: AbortSignal): Promise<Settled>;
  /** What `create` has to be given for a credential just like this one. */
  twin?(id: CredentialId, signal: AbortSignal): Promise<Twin>;
  /** What the old one may do and its twin may not, where a create can leave something out. */
  lacks?(old: CredentialId, twin: CredentialId, signal: AbortSignal): Promise<Lacks>;
  /** For an action that begins with a report: what it finds, as it finds it. */
  report?(action: ActionId, id: CredentialId, signal: AbortSignal): AsyncIterable<ReportPart>;
  /** Who these owners of credentials are (`Credential.owner`); whom the server does not let one look up is left out. */
  owners?(owners: readonly string[], signal: AbortSignal): Promise<readonly Owner[]>;
  /** The server's clock, as its last answer told it; this machine's before there was one. */
  now?(): Date;
  /** When what this connection signs in with ends by itself, where that is known. */
  readonly signInEndsAt?: Date | undefined;
}

export interface ListQuery {
  /** Words that a person typed to find something; the session turns them into the server's own language. */
  readonly search?: string;
  /** An expression in the server's own query language, passed on as it is; only where `ServiceInfo.queryLanguage` is there. */
  readonly raw?: string;
}

export interface Identity {
  /** "Ada Lovelace (ada@example.com)" or the client ID. */
  readonly label: string;
  readonly account?: string;
  /** Rights that managing credentials needs and this sign-in has not, in the service's words; empty where all are there. */
  readonly missing: readonly string[];
  /** What could not be found out, in a sentence, for example because the server does not say which rights one has. */
  readonly unknown?: string;
  /** The credential that signs in here, where the server or the sign-in tells: it can't be deleted without a warning. */
  readonly ownClientId?: string;
}

/** `gone`: the server says that there is no such owner, or not any more. */
export interface Owner {
  /** What `Credential.owner` calls it. */
  readonly id: string;
  readonly type: "person" | "group" | "machine" | "gone";
  readonly label?: string;
}

export interface Impact {
  /** "Delete the API client “Nightly sync”?" */
  readonly question: string;
  /** What stops working, one sentence each; the interface shows them under the question. */
  readonly effects: readonly string[];
  /** The button that goes ahead: "Delete". */
  readonly confirmLabel: string;
}

export interface Lacks {
  /** The retry gives it what it has not. */
  readonly left?: Incomplete;
  /** What could not be compared, in a sentence. */
  readonly unseen?: string;
}

/** How to create a credential just like another. */
export interface Twin {
  readonly values: FormValues;
  /** What will not be the same, or could not be found out, a sentence each. */
  readonly notes: readonly string[];
}
