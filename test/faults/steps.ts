import type { FaultEffect } from "keyporter/mock";
import type { Chance } from "./chances.ts";
import type { Plan } from "./plan.ts";
import type { Slowness } from "./slow-server.ts";

export const kinds = ["create-octane", "regenerate-octane", "regenerate-own", "create-confidence"] as const;
export type Kind = (typeof kinds)[number];

/** What goes wrong in one run. */
export interface Trouble {
  readonly plan?: Partial<Plan>;
  /** Once, to the request that brings the secret into being. */
  readonly effect?: FaultEffect;
  /** The server takes its time for that request, and finishes it also for a caller who has gone. */
  readonly slow?: Omit<Slowness, "method" | "path">;
  /** From the moment of the request on nobody answers any more, until the window has ended. */
  readonly thenSilent?: true;
  readonly vault?: "unwritable" | "without-key";
  /** How the window that settles ends, before another one settles. */
  readonly settling?: Plan["ending"];
}

export interface Step {
  readonly name: string;
  trouble(chance: Chance): Trouble;
  /** What has to come of it, where that is known beforehand. */
  readonly expects?: "had";
}

const killed = (phase: NonNullable<Plan["ending"]>["phase"], afterMs: number): NonNullable<Plan["ending"]> => ({
  phase,
  afterMs,
  how: "kill",
});

const slowly = (chance: Chance) => ({ beforeMs: chance(50), afterMs: chance(50) });

/** A cold process on a busy machine needs a second for its first request. */
const TIMEOUT_MS = 1500;
const LATE_MS = 2200;

/** Everything that can happen, from before the vault is told to after it has the secret. */
export const steps: readonly Step[] = [
  { name: "nothing happens", trouble: () => ({}), expects: "had" },
  { name: "the vault can't be written", trouble: () => ({ vault: "unwritable" }) },
  { name: "killed before the vault is told", trouble: () => ({ plan: { ending: killed("begin", 0) } }) },
  {
    name: "killed while the first key is made",
    trouble: chance => ({ vault: "without-key", plan: { ending: killed("begin", 1 + chance(450)) } }),
  },
  {
    name: "killed while the vault writes the intent",
    trouble: chance => ({ plan: { ending: killed("begin", 1 + chance(6)) } }),
  },
  { name: "killed between vault and request", trouble: () => ({ plan: { ending: killed("begun", 0) } }) },
  { name: "nobody listens", trouble: () => ({ plan: { refused: true } }) },
  { name: "connection cut before the work", trouble: () => ({ effect: { dropConnection: true } }) },
  { name: "gateway's error page", trouble: () => ({ effect: { html: true } }) },
  {
    name: "killed between request and answer",
    trouble: chance => ({ slow: slowly(chance), plan: { ending: killed("request", 1 + chance(90)) } }),
  },
  {
    name: "window closed between request and answer",
    trouble: chance => ({
      slow: slowly(chance),
      plan: { ending: { phase: "request", afterMs: 1 + chance(90), how: "exit" } },
    }),
  },
  {
    name: "cancelled by the person",
    trouble: chance => ({
      slow: slowly(chance),
      plan: { ending: { phase: "request", afterMs: 1 + chance(90), how: "cancel" } },
    }),
  },
  {
    name: "no answer in time; the work was done",
    trouble: () => ({ slow: { beforeMs: 0, afterMs: LATE_MS }, plan: { timeoutMs: TIMEOUT_MS } }),
  },
  {
    name: "no answer in time; the work is done later",
    trouble: () => ({ slow: { beforeMs: LATE_MS, afterMs: 0 }, plan: { timeoutMs: TIMEOUT_MS } }),
  },
  {
    name: "connection cut; the work is done later",
    trouble: chance => ({ slow: { beforeMs: 800 + chance(200), afterMs: 0, cuts: true } }),
  },
  {
    name: "cancelled, and the work is done later",
    trouble: chance => ({
      slow: { beforeMs: 600 + chance(200), afterMs: 0 },
      plan: { ending: { phase: "request", afterMs: 1 + chance(90), how: "cancel" } },
    }),
  },
  { name: "lost answer", trouble: () => ({ effect: { lostAnswer: true } }) },
  { name: "lost answer, then silence", trouble: () => ({ effect: { lostAnswer: true }, thenSilent: true }) },
  { name: "half an answer", trouble: () => ({ effect: { truncatedJson: true } }) },
  {
    name: "lost answer, killed while that is looked up",
    trouble: chance => ({ effect: { lostAnswer: true }, plan: { ending: killed("request", 5 + chance(40)) } }),
  },
  { name: "killed when the answer comes", trouble: chance => ({ plan: { ending: killed("answer", chance(3)) } }) },
  { name: "killed before the vault has the secret", trouble: () => ({ plan: { ending: killed("issuing", 0) } }) },
  {
    name: "killed while the vault writes the secret",
    trouble: chance => ({ plan: { ending: killed("issuing", 1 + chance(6)) } }),
  },
  { name: "killed after the vault has the secret", trouble: () => ({ plan: { ending: killed("issued", 0) } }) },
  {
    name: "killed, and killed again while it is settled",
    trouble: chance => ({ plan: { ending: killed("answer", 0) }, settling: killed("issuing", chance(6)) }),
  },
];
