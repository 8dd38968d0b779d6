import type { Field, Form, FormValues, Option, TextField } from "../core/form.ts";
import type { Http } from "../core/http.ts";
import type { ActionId, ConnectionId, Credential, CredentialId, Issued } from "../core/model.ts";
import type { Secret } from "../core/secret.ts";

/*
 * The contract that every service fulfils. The tree, the forms and the commands know services only through it: what is
 * shown (menu entries, form fields, detail rows, questions) is data that a service hands out.
 */

export interface Service {
  readonly info: ServiceInfo;
  /** What can be done, by action id, in the order in which menus show it. */
  readonly actions: ReadonlyMap<ActionId, ActionInfo>;
  open(target: Target, signIn: SignIn, http: Http): Session;
}

export interface ServiceInfo {
  readonly id: string;
  /** "Spotify Confidence" */
  readonly name: string;
  /** "Confidence": where there is little room. */
  readonly shortName: string;
  /** One line under the name where a service is picked. */
  readonly summary: string;
  /** A codicon's name. */
  readonly icon: string;
  readonly documentationUrl: string;
  /** "API client", "API clients" */
  readonly credentialNoun: { readonly one: string; readonly many: string };
  /** The servers that everyone knows; a URL of one's own and the bundled mock are always offered as well. */
  readonly servers: readonly Option[];
  readonly signInMethods: readonly SignInMethod[];
  /** What else a connection is about, asked for after the sign-in; `Session.choices` may know the possible values. */
  readonly connectionFields: readonly TextField[];
  /** The query language that people who know the service can filter with. */
  readonly queryLanguage?: { readonly name: string; readonly example: string; readonly helpUrl: string };
  /** So many rows are fetched without asking. */
  readonly rowsAtOnce: number;
  /** How credentials are replaced without downtime: a twin is created, then the old one ended with this action. */
  readonly rotation?: { readonly endsWith: ActionId };
  /**
   * A shell command that signs in with a credential, to try it. The secret is never in it: it is in the shell variable `SECRET`, and
   * goes to curl's standard input, because everybody on a machine can see a command's arguments.
   */
  readonly curl?: (target: Target, clientId: string) => string;
  /** How a server of one's own is asked for, where that is more than any address. */
  readonly ownServer?: OwnServer;
  /** What the bundled mock server's demo seed lets in, and to what. */
  readonly demo: { readonly signIn: SignIn; readonly fields: Readonly<Record<string, string>> };
}

export interface OwnServer {
  /** "Your site..." */
  readonly label: string;
  readonly description: string;
  readonly prompt: string;
  readonly placeholder: string;
  /** What a person types, such as a site's name or the address of one of its pages, as the address of the server. */
  readonly complete: (typed: string) => string;
}

export interface SignInMethod {
  readonly id: string;
  readonly label: string;
  readonly description: string;
  /** Where such a credential is made, which rights it needs, and what happens when it runs out. */
  readonly help: {
    readonly url: string;
    readonly linkLabel: string;
    readonly rights: string;
    readonly lifetime: string;
  };
  /** Text and secret fields, asked for one after the other. */
  readonly fields: readonly Field[];
  /** The text field, if any, where a person says on which day the sign-in itself ends: `2027-01-31`, or nothing. */
  readonly endsField?: string;
}

/** Filled in `SignInMethod.fields`; secret ones in `secrets`. */
export interface SignIn {
  readonly method: string;
  readonly values: Readonly<Record<string, string>>;
  readonly secrets: Readonly<Record<string, Secret>>;
}

/** The server that a session talks to. */
export interface Target {
  readonly connectionId: ConnectionId;
  /** With no trailing slash; may have a path, where a gateway stands before the service. */
  readonly baseUrl: string;
  /** What `ServiceInfo.connectionFields` asked for. */
  readonly fields: Readonly<Record<string, string>>;
}

export interface ActionInfo {
  /** A menu title: "Delete". */
  readonly title: string;
  readonly icon: string;
  /** Changes something on the server, so a read-only connection does not offer it. */
  readonly writes: boolean;
  readonly begins: Beginning;
  /** May be done to several selected credentials at once. */
  readonly many: boolean;
}

/**
 * How an action begins: with a form in a tab; with a question (`Session.impact`); at once; with a quick choice of the values of a
 * short form; or by opening a report that fills as it is found (`Session.report`) and changes nothing.
 */
export type Beginning = "form" | "question" | "at-once" | "choice" | "report";

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
  /** What the old one may do and its twin may not, where a create can leave something out; the retry gives it the rest. */
  lacks?(old: CredentialId, twin: CredentialId, signal: AbortSignal): Promise<Incomplete | undefined>;
  /** For an action that begins with a report: what it finds, as it finds it. */
  report?(action: ActionId, id: CredentialId, signal: AbortSignal): AsyncIterable<ReportPart>;
  /** The server's clock, as its last answer told it; this machine's before there was one. */
  now?(): Date;
  /** When what this connection signs in with ends by itself, where that is known. */
  readonly signInEndsAt?: Date | undefined;
}

export type Ahead = (intent: Intent) => Promise<void>;

/** What is about to be asked of a server, kept before it is: enough to find out later whether it was done. */
export interface Intent {
  readonly action: ActionId;
  /** Missing where the credential is yet to be. */
  readonly id?: CredentialId;
  /** What the person calls it. */
  readonly label: string;
  /** The secret that counts if the request succeeds, where it is made on this side. */
  readonly secret?: Secret;
  /** What `Session.settle` needs, in the service's own words; no secret. */
  readonly facts: Readonly<Record<string, string>>;
}

/** How to create a credential just like another. */
export interface Twin {
  readonly values: FormValues;
  /** What will not be the same, or could not be found out, a sentence each. */
  readonly notes: readonly string[];
}

/** What became of an intent. */
export type Settled =
  | {
      readonly type: "issued";
      readonly issued: Issued;
      readonly message: string;
      /** As in `Outcome`. */
      readonly unproved?: true;
      readonly newSignIn?: SignIn;
    }
  /** It was done, and nobody has its secret, or ever will: the message says what to do. */
  | { readonly type: "secret-lost"; readonly credential: Credential; readonly message: string }
  | { readonly type: "not-done"; readonly message: string }
  /** The server can't tell now: it is asked again later. */
  | { readonly type: "unknown"; readonly message: string };

/** A piece of a report. Findings arrive one by one or many at a time; `end` comes last, unless the reading fails or is stopped. */
export type ReportPart =
  | { readonly type: "found"; readonly findings: readonly Finding[] }
  /** So far: "Compared 120 pages." */
  | { readonly type: "progress"; readonly message: string }
  | { readonly type: "end"; readonly message: string; readonly complete: boolean };

export interface Finding {
  readonly id: string;
  /** Findings of one group stand together: "Spaces", "Pages". */
  readonly group: string;
  readonly label: string;
  /** Where it is: the name of its space. */
  readonly where?: string;
  readonly url?: string;
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

export interface Impact {
  /** "Delete the API client “Nightly sync”?" */
  readonly question: string;
  /** What stops working, one sentence each; the interface shows them under the question. */
  readonly effects: readonly string[];
  /** The button that goes ahead: "Delete". */
  readonly confirmLabel: string;
}

export interface Outcome {
  /** How the credential is now; missing where it is gone. */
  readonly credential?: Credential;
  readonly issued?: Issued;
  /** No answer came, and nothing could prove that the issued secret counts: an older one may still do. */
  readonly unproved?: true;
  /** The action changed what this very connection signs in with: this is to be stored in its place. */
  readonly newSignIn?: SignIn;
  /** Takes it back, where the service can. */
  readonly undo?: Undo;
  /** What was done, as one sentence: "Created the API client “Nightly sync”." */
  readonly message: string;
  /** To be put on the clipboard: never a secret. */
  readonly copy?: string;
  /** Something belongs to this action and was not done; `retry` is the action that does just that part. */
  readonly incomplete?: Incomplete;
}

/** An action that restores how it was. */
export interface Undo {
  readonly action: ActionId;
  readonly id: CredentialId;
  readonly input: FormValues;
}

export interface Incomplete {
  /** "Its access was not granted: ..." */
  readonly message: string;
  readonly retryLabel: string;
  readonly retry: { readonly action: ActionId; readonly id: CredentialId; readonly input: FormValues };
}
