import type { ConnectionId } from "../../core/model.ts";
import type { Looked, Seen } from "../../rotation/look.ts";
import type { Plan } from "../../rotation/plan.ts";
import type { Act } from "../../rotation/steps.ts";
import type { Where } from "../messages.ts";
import type { RotationRef } from "./ref.ts";

/** A plan, and whether it is on disk: one of which nothing is done yet is not. */
export interface Loaded {
  readonly plan: Plan;
  readonly isKept: boolean;
}

/** What a service calls what a rotation is about. */
export interface Names {
  /** "Confidence" */
  readonly service: string;
  /** "API client" */
  readonly one: string;
  /** The action that ends the old one: "Delete". */
  readonly end: string;
}

/** What the rotation tabs need of the rest of the extension. */
export interface RotationBackend {
  /** Undefined where the connection is gone. */
  where(ref: RotationRef): Where | undefined;
  names(ref: RotationRef): Names;
  /** What the tree calls it, if it knows it. */
  label(ref: RotationRef): string | undefined;
  load(ref: RotationRef, signal: AbortSignal): Promise<Loaded>;
  look(plan: Plan, signal: AbortSignal): Promise<Looked>;
  /** Does it, with the questions that belong to it. `close`: there is no rotation any more. */
  act(act: Act, context: { readonly plan: Plan; readonly seen?: Seen }, signal: AbortSignal): Promise<"stay" | "close">;
  /** Something about the credentials of this connection is another now. Must not fire because of `look`. */
  readonly onDidChange: (listener: (connection: ConnectionId) => void) => { dispose(): void };
}
