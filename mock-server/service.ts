import type { RequestHandler } from "express";
import type { Clock } from "./clock.ts";
import type { HttpFailure } from "./http-failure.ts";
import type { Options } from "./options.ts";
import type { Random } from "./random.ts";

/** What a service is given to work with. */
export interface ServiceContext {
  readonly clock: Clock;
  readonly random: () => Random;
  readonly options: () => Options;
  /**
   * Resolves once everything changed so far is on disk; only then may a write be acknowledged. Rejects with the
   * HttpFailure to answer with, everything being as it was before.
   */
  readonly save: () => Promise<void>;
}

/** What a new database starts with. */
export type Seed =
  | { readonly kind: "demo" }
  | { readonly kind: "empty" }
  | { readonly kind: "large"; readonly count: number }
  | { readonly kind: "file"; readonly path: string; readonly services: Readonly<Record<string, unknown>> };

/** How a failure looks on the wire of one service. */
export interface FailureAnswer {
  readonly body: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** One of the services that the server stands in for, ready to answer. */
export interface RunningService {
  /** Whether a path is this service's; all of them share one origin. */
  readonly owns: (path: string) => boolean;
  readonly handle: RequestHandler;
  /** How a failure at a path looks on the wire. */
  readonly describe: (failure: HttpFailure, path: string) => FailureAnswer;
  /** Everything that must survive a restart. The store turns it into JSON whenever it saves. */
  readonly state: () => object;
  /** Takes over a state that was saved before. Throws where it is not one. */
  readonly load: (saved: unknown) => void;
  readonly seed: (seed: Seed) => void;
}

export interface MockService {
  readonly name: string;
  readonly create: (context: ServiceContext) => RunningService;
}
