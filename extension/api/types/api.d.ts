/**
 * What another extension gets from Keyporter: a way to add a service of its own to the view "Credentials", with the same contract that
 * Keyporter's own services fulfil. Written by hand: it is a promise, and changes only together with its version.
 *
 * Name Keyporter in `extensionDependencies`, wake up with `onStartupFinished`, and register what you have:
 *
 * ```ts
 * import type { KeyporterApi } from "keyporter/api";
 *
 * export async function activate(context: vscode.ExtensionContext) {
 *   const keyporter = vscode.extensions.getExtension<KeyporterApi>("keyporter.keyporter");
 *   const api = await keyporter?.activate();
 *   if (api?.version === 1) context.subscriptions.push(api.registerService(service(api)));
 * }
 * ```
 *
 * Nothing in here gives out what Keyporter keeps: a session gets the sign-in of its own connection and nothing else.
 */
export interface KeyporterApi {
  /** What this file describes. Another number is another contract. */
  readonly version: 1;
  /**
   * Offers a service until it is disposed. Its connections and what is kept for them stay when it goes, and work again when it is back.
   * Throws an error that says where, if the description is not as the contract wants it.
   */
  registerService(service: Service): Disposable;
  /** Wraps a secret that a server gave: it prints as `[secret]`, whatever happens to it on the way. */
  secret(value: string): Secret;
  /** A random secret within the rules, free of characters that are easily confused or that shells treat in a way of their own. */
  generateSecret(rules: SecretRules): string;
  /** What went wrong, in the terms in which the interface can react to it: throw it. */
  error(init: ErrorInit): Error;
  /**
   * The error that an answer with a failing status stands for: its kind by the status, with the server's words in it, shortened and
   * without the secrets of that exchange.
   * @param service as it is called in a sentence: "Octane"
   */
  failedAnswer(answer: HttpAnswer, service: string, said?: { message?: string; field?: string }, hint?: string): Error;
}

export interface Disposable {
  dispose(): void;
}

export interface Service {
  readonly info: ServiceInfo;
  /** What can be done, by action id, in the order in which menus show it. `Verb` lists the ids that have a command of their own. */
  readonly actions: ReadonlyMap<string, ActionInfo>;
  /** Called for each connection and sign-in; asks nothing of a server yet. */
  open(target: Target, signIn: SignIn, http: Http): Session;
}

/** The verbs that have a command; any other id, a word in camel case, appears under "More Actions...". */
export type Verb =
  "create" | "edit" | "reveal" | "regenerate" | "revoke" | "delete" | "extend" | "turnOn" | "renew" | "turnOff";

export interface ServiceInfo {
  /** The id of your extension, or that with something behind it: "acme.keys", "acme.keys.legacy". Connections are bound to it. */
  readonly id: string;
  readonly name: string;
  /** Where there is little room. */
  readonly shortName: string;
  /** One line under the name where a service is picked. */
  readonly summary: string;
  /** A codicon's name. */
  readonly icon: string;
  readonly documentationUrl: string;
  /** "API key", "API keys" */
  readonly credentialNoun: { readonly one: string; readonly many: string };
  /** The servers that everyone knows, by address; a person may always give one of their own. */
  readonly servers: readonly Option[];
  readonly signInMethods: readonly SignInMethod[];
  /** What else a connection is about, asked for after the sign-in; `Session.choices` may know the possible values. */
  readonly connectionFields: readonly TextField[];
  /** The query language that people who know the service can filter with. */
  readonly queryLanguage?: { readonly name: string; readonly example: string; readonly helpUrl: string };
  /** So many rows are fetched without asking. */
  readonly rowsAtOnce: number;
  /** How credentials are replaced without downtime: a twin is created, then the old one ended with this action. */
  readonly rotation?: { readonly endsWith: string };
  /** A shell command that signs in with a credential, to try it. The secret is never in it: it is in the shell variable `SECRET`. */
  curl?(target: Target, clientId: string): string;
  /** How a server of one's own is asked for, where that is more than any address. */
  readonly ownServer?: OwnServer;
}

export interface OwnServer {
  readonly label: string;
  readonly description: string;
  readonly prompt: string;
  readonly placeholder: string;
  /** What a person types as the address of the server. */
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
  /** The text field, if any, where a person says on which day the sign-in itself ends. */
  readonly endsField?: string;
}

/** Filled in `SignInMethod.fields`; secret ones in `secrets`. */
export interface SignIn {
  readonly method: string;
  readonly values: Readonly<Record<string, string>>;
  readonly secrets: Readonly<Record<string, Secret>>;
}

/** `reveal()` is the only way to the value. */
export interface Secret {
  reveal(): string;
}

/** The server that a session talks to. */
export interface Target {
  readonly connectionId: string;
  /** With no trailing slash; may have a path, where a gateway stands before the service. */
  readonly baseUrl: string;
  readonly fields: Readonly<Record<string, string>>;
}

export interface ActionInfo {
  /** A menu title: "Delete". */
  readonly title: string;
  /** A codicon's name. */
  readonly icon: string;
  /** Changes something on the server, so a read-only connection does not offer it. */
  readonly writes: boolean;
  /** With a form in a tab, a question (`Session.impact`), at once, a quick choice of a short form, or a report that fills (`Session.report`). */
  readonly begins: "form" | "question" | "at-once" | "choice" | "report";
  /** May be done to several selected credentials at once. */
  readonly many: boolean;
}

/** A server with a sign-in. Whatever it throws is shown to the person: throw what `KeyporterApi.error` makes. */
export interface Session {
  /** Who am I, what may I do. Throws where signing in fails. */
  verify(signal: AbortSignal): Promise<Identity>;
  /** The values that a connection field can have, where the server lists them. */
  choices?(field: string, signal: AbortSignal): Promise<readonly Option[]>;
  /** Page by page, as they arrive. */
  list(query: ListQuery, signal: AbortSignal): AsyncIterable<readonly Credential[]>;
  get(id: string, signal: AbortSignal): Promise<Credential>;
  /** Fields, options and present values; no id for an action that needs no credential, like `create`. */
  form(action: string, id: string | undefined, signal: AbortSignal): Promise<Form>;
  /** What will break, to be agreed to before. Where an action that begins with a choice has no effects, nothing is asked. */
  impact(action: string, credentials: readonly Credential[], signal: AbortSignal, input?: FormValues): Promise<Impact>;
  /**
   * Does it. `reveal` answers with `issued`.
   * @param ahead to be awaited before a request is sent that can bring a secret into being: what it is told is on disk then, and after
   * a crash or a lost answer `settle` is asked with it. What fails after that counts as unknown unless your error says otherwise.
   */
  perform(
    action: string,
    id: string | undefined,
    input: FormValues,
    signal: AbortSignal,
    ahead?: (intent: Intent) => Promise<void>,
  ): Promise<Outcome>;
  /** After a lost answer, a crash, or a closed window: what became of it. Changes nothing on the server. */
  settle?(intent: Intent, signal: AbortSignal): Promise<Settled>;
  /** What `create` has to be given for a credential just like this one; needed where `ServiceInfo.rotation` is there. */
  twin?(id: string, signal: AbortSignal): Promise<Twin>;
  /** What the old one may do and its twin may not, where a create can leave something out. */
  lacks?(old: string, twin: string, signal: AbortSignal): Promise<Lacks>;
  /** For an action that begins with a report: what it finds, as it finds it. */
  report?(action: string, id: string, signal: AbortSignal): AsyncIterable<ReportPart>;
  /** Who these owners of credentials are; whom the server does not let one look up is left out. */
  owners?(owners: readonly string[], signal: AbortSignal): Promise<readonly Owner[]>;
  /** The server's clock, as its last answer told it. */
  now?(): Date;
  /** When what this connection signs in with ends by itself, where that is known. */
  readonly signInEndsAt?: Date | undefined;
}

export interface ListQuery {
  /** Words that a person typed to find something. */
  readonly search?: string;
  /** An expression in the server's own query language. */
  readonly raw?: string;
}

export interface Identity {
  readonly label: string;
  readonly account?: string;
  /** Rights that managing credentials needs and this sign-in has not; empty where all are there. */
  readonly missing: readonly string[];
  /** What could not be found out, in a sentence. */
  readonly unknown?: string;
  /** The credential that signs in here: it is not ended without a warning. */
  readonly ownClientId?: string;
}

export interface Impact {
  /** "Delete the API key “Nightly sync”?" */
  readonly question: string;
  /** What stops working, one sentence each. */
  readonly effects: readonly string[];
  /** The button that goes ahead: "Delete". */
  readonly confirmLabel: string;
}

export interface Intent {
  readonly action: string;
  /** Missing where the credential is yet to be. */
  readonly id?: string;
  /** What the person calls it. */
  readonly label: string;
  /** The secret that counts if the request succeeds, where it is made on this side. */
  readonly secret?: Secret;
  /** What `Session.settle` needs; no secret. */
  readonly facts: Readonly<Record<string, string>>;
}

export type Settled =
  | {
      readonly type: "issued";
      readonly issued: Issued;
      readonly message: string;
      readonly unproved?: true;
      readonly newSignIn?: SignIn;
    }
  /** It was done, and nobody has its secret, or ever will. */
  | { readonly type: "secret-lost"; readonly credential: Credential; readonly message: string }
  | { readonly type: "not-done"; readonly message: string }
  /** The server can't tell now: it is asked again later. */
  | { readonly type: "unknown"; readonly message: string };

export interface Outcome {
  /** How the credential is now; missing where it is gone. */
  readonly credential?: Credential;
  readonly issued?: Issued;
  /** No answer came, and nothing could prove that the issued secret counts. */
  readonly unproved?: true;
  /** The action changed what this very connection signs in with. */
  readonly newSignIn?: SignIn;
  readonly undo?: Undo;
  /** What was done, as one sentence. */
  readonly message: string;
  /** To be put on the clipboard: never a secret. */
  readonly copy?: string;
  /** Something belongs to this action and was not done. */
  readonly incomplete?: Incomplete;
}

/** An action that restores how it was. */
export interface Undo {
  readonly action: string;
  readonly id: string;
  readonly input: FormValues;
}

export interface Incomplete {
  readonly message: string;
  readonly retryLabel: string;
  readonly retry: { readonly action: string; readonly id: string; readonly input: FormValues };
}

export interface Lacks {
  /** The retry gives it what it has not. */
  readonly left?: Incomplete;
  /** What could not be compared, in a sentence. */
  readonly unseen?: string;
}

export interface Twin {
  readonly values: FormValues;
  /** What will not be the same, or could not be found out, a sentence each. */
  readonly notes: readonly string[];
}

/** `end` comes last. */
export type ReportPart =
  | { readonly type: "found"; readonly findings: readonly Finding[] }
  | { readonly type: "progress"; readonly message: string }
  | { readonly type: "end"; readonly message: string; readonly complete: boolean };

export interface Finding {
  readonly id: string;
  /** Findings of one group stand together. */
  readonly group: string;
  readonly label: string;
  readonly where?: string;
  readonly url?: string;
}

/** One thing that lives on a server and lets somebody in. It never holds a secret. */
export interface Credential {
  /** The service's own name for it; stays the same. */
  readonly id: string;
  /** As in the middle of a sentence: "API key". */
  readonly kind: string;
  readonly label: string;
  /** The public half, if there is one. */
  readonly clientId?: string;
  readonly description?: string;
  /** How near an end is near is for the person to say, so never `expiring`. `on` and `off` are those of a switch. */
  readonly state: "active" | "expiring" | "expired" | "revoked" | "on" | "off";
  /** A few words for the row that the state does not say. */
  readonly remark?: string;
  readonly createdAt?: Date;
  readonly expiresAt?: Date;
  /** Whom it belongs to, by the service's own name for them; empty where it belongs to nobody. Missing where the service tells no owners. */
  readonly owner?: string;
  /** Ordered rows for the detail view. */
  readonly details: readonly Detail[];
  /** What can be done to it now. */
  readonly actions: readonly string[];
}

/** `gone`: the server says that there is no such owner, or not any more. */
export interface Owner {
  /** What `Credential.owner` calls it. */
  readonly id: string;
  readonly type: "person" | "group" | "machine" | "gone";
  readonly label?: string;
}

export interface Issued {
  readonly credential: Credential;
  readonly secret: Secret;
}

export interface Detail {
  readonly id: string;
  readonly label: string;
  readonly value: DetailValue;
  readonly note?: string;
}

export type DetailValue =
  | { readonly type: "text"; readonly text: string }
  /** An identifier: monospaced, with a copy button. */
  | { readonly type: "code"; readonly text: string }
  | { readonly type: "date"; readonly date: Date }
  | { readonly type: "references"; readonly items: readonly Reference[] }
  | { readonly type: "pairs"; readonly pairs: readonly Pair[] }
  /** Where the masked secret stands; the value is asked for with the `reveal` action. */
  | { readonly type: "secret" };

export interface Reference {
  readonly id: string;
  readonly label?: string;
}

export interface Pair {
  readonly key: string;
  readonly value: string;
}

export interface Form {
  readonly title: string;
  /** What happens on submit and what to know before; plain text. */
  readonly intro?: string;
  readonly submitLabel: string;
  readonly fields: readonly Field[];
  /** One value for each field that does not start empty. */
  readonly values: FormValues;
  /** Said before the first question is asked. */
  readonly notice?: Notice;
}

export interface Notice {
  readonly id: string;
  readonly title: string;
  readonly text: readonly string[];
  readonly confirmLabel: string;
}

export type FieldValue = string | readonly string[] | readonly Pair[];
export type FormValues = Readonly<Record<string, FieldValue>>;

interface FieldBase {
  /** Name in `FormValues`, unique within the form. */
  readonly key: string;
  readonly label: string;
  readonly help?: string;
  readonly required?: boolean;
  readonly link?: { readonly label: string; readonly url: string };
}

export interface TextField extends FieldBase {
  readonly type: "text";
  readonly multiline?: boolean;
  readonly placeholder?: string;
  readonly maxLength?: number;
  /** A regular expression that the whole value must match, and what to say where it doesn't. */
  readonly pattern?: Pattern;
  /** A day that is still to come, like `2027-01-31`. */
  readonly day?: true;
}

export interface Pattern {
  readonly source: string;
  readonly message: string;
}

/** Typed hidden. */
export interface SecretField extends FieldBase {
  readonly type: "secret";
  readonly placeholder?: string;
  readonly rules?: SecretRules;
  /** The page starts with one made by the rules. */
  readonly generate?: true;
}

export interface SecretRules {
  readonly shortest: number;
  readonly longest: number;
  /** From so many of upper-case letters, lower-case letters, digits and special characters. */
  readonly classesNeeded: number;
}

export interface Option {
  readonly value: string;
  readonly label: string;
  readonly description?: string;
  readonly group?: string;
  /** Marked as one to think twice about. */
  readonly dangerous?: boolean;
}

export interface ChoiceField extends FieldBase {
  readonly type: "choice";
  readonly options: readonly Option[];
  readonly allowOther?: boolean;
  readonly other?: { readonly label: string; readonly prompt: string; readonly pattern: Pattern };
}

/** Any number of the options, with search. */
export interface ManyField extends FieldBase {
  readonly type: "many";
  readonly options: readonly Option[];
  readonly allowOther?: boolean;
  readonly emptyText?: string;
}

/** Keys with values, like labels. */
export interface PairsField extends FieldBase {
  readonly type: "pairs";
  readonly keyLabel: string;
  readonly valueLabel: string;
}

/** When something ends: a moment like `2027-01-31T00:00:00Z`, or empty where it never does. */
export interface ExpiryField extends FieldBase {
  readonly type: "expiry";
  readonly presets: readonly { readonly label: string; readonly days: number }[];
}

export type Field = TextField | SecretField | ChoiceField | ManyField | PairsField | ExpiryField;

/**
 * Keyporter's own policy for requests: the person's proxy and certificates, a time limit, cancelling, repeats of what may be repeated,
 * https beyond this machine, no redirect to another origin, a log without secrets.
 */
export interface Http {
  /** One request, one answer of any status; throws only where no usable answer came. */
  send(request: HttpRequest): Promise<HttpAnswer>;
}

export interface HttpRequest {
  readonly method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  readonly url: URL;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as JSON. */
  readonly body?: unknown;
  readonly signal: AbortSignal;
  /** May be sent again after a failure; by default only `GET`. */
  readonly repeatable?: boolean;
}

export interface HttpAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** Values in this exchange that must not show up in a message. */
  readonly sensitive: () => readonly string[];
}

export type ErrorKind =
  | "unauthenticated"
  | "forbidden"
  | "not-found"
  /** The server refused what was sent; `field` names the culprit. */
  | "invalid"
  | "conflict"
  | "throttled"
  /** Nobody answered, or the server says that it can't now. */
  | "unavailable"
  /** An answer came that this service does not give. */
  | "protocol"
  | "cancelled";

export interface ErrorInit {
  readonly kind: ErrorKind;
  /** What happened, in one sentence; never holds a secret. */
  readonly message: string;
  /** What the person can do next, in one sentence. */
  readonly hint?: string | undefined;
  readonly service?: string | undefined;
  /** The HTTP status, where there was an answer. */
  readonly status?: number | undefined;
  /** The form field that the server complained about, by its key. */
  readonly field?: string | undefined;
  /** The server's own words, without secrets. */
  readonly said?: string | undefined;
  /** Where in a query the server stumbled, counted in UTF-16 units from 0. */
  readonly position?: number | undefined;
  readonly retryAfterMs?: number | undefined;
  /** True where the request may have been carried out although no answer came. */
  readonly outcomeUnknown?: boolean | undefined;
  readonly cause?: unknown;
}
