import type { Clock } from "../../clock.ts";
import type { Options } from "../../options.ts";
import type { Random } from "../../random.ts";
import type { Caller } from "./access.ts";
import type { State } from "./state.ts";

/** Query parameters by their camelCase name. Of a parameter that is given twice, the last counts. */
export type Query = Readonly<Record<string, string | undefined>>;

/** A request that got past the door. */
export interface Call {
  /** The last part of the path, decoded; empty where the path has none. */
  readonly id: string;
  readonly query: Query;
  readonly body: unknown;
}

export interface SignedInCall extends Call {
  readonly caller: Caller;
}

/** What a handler works with. */
export interface Desk {
  readonly state: State;
  readonly options: Options;
  readonly random: Random;
  readonly clock: Clock;
}

interface Endpoint {
  readonly method: "GET" | "POST" | "PATCH" | "DELETE";
  /** With `:id` where the resource's own id stands. */
  readonly path: string;
  /** Whether it changes the state: then it is answered only after that was saved. */
  readonly writes?: boolean;
}

/** One endpoint: what it needs from the caller, and what it answers. */
export type Route =
  | (Endpoint & { readonly open: true; readonly handle: (desk: Desk, call: Call) => object })
  | (Endpoint & {
      readonly open?: false;
      /** The scope that is needed; undefined where any caller will do. */
      readonly scope?: string;
      readonly handle: (desk: Desk, call: SignedInCall) => object;
    });
