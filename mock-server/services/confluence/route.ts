import type { Clock } from "../../clock.ts";
import type { Options } from "../../options.ts";
import type { Access, Caller } from "./access.ts";
import type { State, User } from "./state.ts";
import type { View } from "./visibility.ts";

/** What a handler works with. */
export interface Desk {
  readonly state: State;
  readonly options: Options;
  readonly clock: Clock;
}

/** A request of somebody who may make it. */
export interface Call {
  readonly caller: Caller;
  /** What the request shows: with the admin key, if it brings one that is in force. */
  readonly view: View;
  /** What its caller would see without a key. */
  readonly ownView: View;
  /** The id or key in the path; empty where there is none. */
  readonly id: string;
  readonly query: URLSearchParams;
  readonly body: unknown;
  /** The path without its parameters, and the address of the site. */
  readonly path: string;
  readonly site: string;
  /** Where the request came from. */
  readonly address: string;
}

/** A call that nobody anonymous can make. */
export interface UserCall extends Call {
  readonly user: User;
}

export interface Reply {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: object;
  /** Whether the state was changed: then it is answered only after that was saved. */
  readonly changed?: boolean;
}

interface Endpoint {
  readonly method: "GET" | "POST" | "DELETE";
  /** With `:id` where an id or a key stands. */
  readonly path: string;
}

/** One endpoint: who may call it, and what it answers. */
export type Route =
  | (Endpoint & { readonly access: "anyone"; readonly handle: (desk: Desk) => Reply })
  | (Endpoint & { readonly access: "reader"; readonly handle: (desk: Desk, call: Call) => Reply })
  | (Endpoint & { readonly access: Exclude<Access, "reader">; readonly handle: (desk: Desk, call: UserCall) => Reply });
