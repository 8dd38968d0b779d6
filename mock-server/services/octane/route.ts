import type { Request, Response } from "express";
import type { Clock } from "../../clock.ts";
import type { Options } from "../../options.ts";
import type { Random } from "../../random.ts";
import type { Caller } from "./access.ts";
import type { State } from "./state.ts";

/** Query parameters, by their case-sensitive name. Of a parameter that is given twice, the last counts. */
export type Parameters = Readonly<Record<string, string | undefined>>;

/** What a handler works with. */
export interface Desk {
  readonly state: State;
  readonly options: Options;
  readonly random: Random;
  readonly clock: Clock;
}

/** A request of somebody who is signed in, to a shared space and a workspace that are there. */
export interface Call {
  readonly caller: Caller;
  /** The entity's own id; empty where the path has none. */
  readonly id: string;
  /** The workspace that the path is below; undefined at the shared space. */
  readonly workspace: string | undefined;
  readonly parameters: Parameters;
  readonly body: unknown;
}

interface Endpoint {
  readonly method: "GET" | "POST" | "PUT";
  /** With `:space`, `:workspace` and `:id` where they stand. */
  readonly path: string;
  /** Whether it changes the state: then it is answered only after that was saved. */
  readonly writes?: boolean;
}

/** One endpoint: what it needs from the caller, and what it answers. */
export type Route =
  /** Signing in and out: nobody is signed in yet, and the answer is a cookie. */
  | (Endpoint & {
      readonly open: true;
      readonly handle: (desk: Desk, request: Request, response: Response) => void;
    })
  | (Endpoint & {
      readonly open?: false;
      readonly admin?: boolean;
      readonly techPreview?: boolean;
      readonly status?: number;
      readonly handle: (desk: Desk, call: Call) => object;
    });
