import * as v from "valibot";

/* What a child process is told to do, and what it answers with. */

/** Moments at which a process can be ended, in the order in which they come. */
export const phases = ["begin", "begun", "request", "answer", "issuing", "issued"] as const;
export type Phase = (typeof phases)[number];

/** The file in a window's folder that says which phases it came to, written so that no kill takes it away. */
export const REACHED = "reached";

const ending = v.object({
  phase: v.picklist(phases),
  /** After the phase began; 0 is before anything else can happen. */
  afterMs: v.number(),
  /** `exit` is a window that closes while it works; `cancel` is the person, who ends only the action. */
  how: v.picklist(["kill", "exit", "cancel"]),
});

export const plan = v.object({
  /** Where the window keeps everything. */
  folder: v.string(),
  url: v.string(),
  work: v.variant("type", [
    v.object({ type: v.literal("prepare") }),
    v.object({ type: v.literal("create-octane"), name: v.string() }),
    v.object({ type: v.literal("regenerate-octane"), id: v.string() }),
    v.object({ type: v.literal("create-confidence"), name: v.string() }),
    v.object({ type: v.literal("settle") }),
  ]),
  /** An Octane key to sign in with, instead of the demo's admin. */
  signIn: v.optional(v.object({ clientId: v.string(), secret: v.string() })),
  ending: v.optional(ending),
  /** The request finds nobody listening. */
  refused: v.optional(v.boolean(), false),
  timeoutMs: v.optional(v.number(), 5000),
  /** How far this machine's clock has moved on. */
  laterMs: v.optional(v.number(), 0),
});
export type Plan = v.InferInput<typeof plan>;

export const report = v.object({
  /** What went wrong, as the person reads it. */
  failure: v.optional(v.string()),
  /** What settling said. */
  said: v.array(v.string()),
  unconfirmed: v.number(),
  kept: v.array(v.object({ clientId: v.string(), secret: v.string() })),
});
export type Report = v.InferOutput<typeof report>;
