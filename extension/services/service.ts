import type { Field, Option, TextField } from "../core/form.ts";
import type { Http } from "../core/http.ts";
import type { ActionId, ConnectionId } from "../core/model.ts";
import type { Secret } from "../core/secret.ts";
import type { Session } from "./session.ts";

export type * from "./intent.ts";
export type * from "./outcome.ts";
export type * from "./report.ts";
export type * from "./session.ts";

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
  /** What the bundled mock server's demo seed lets in, and to what, where it imitates the service. */
  readonly demo?: Demo;
}

export interface Demo {
  readonly signIn: SignIn;
  readonly fields: Readonly<Record<string, string>>;
}

/** A service that the bundled mock server imitates. */
export interface MockedService extends Service {
  readonly info: ServiceInfo & { readonly demo: Demo };
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
