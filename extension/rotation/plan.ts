import * as v from "valibot";
import type { Connection } from "../connections/connection.ts";
import { connectionId, type ConnectionId, credentialId, type Credential, type CredentialId } from "../core/model.ts";

/*
 * How far the replacement of one credential has come: what can't be asked of a server, and is therefore kept. Whether the old one or
 * its twin is still there is none of it. It holds no secret.
 */

export interface Plan extends PlanRef {
  /** The address as the connection's settings had it; on another server the same ids mean others. */
  readonly server: string;
  readonly old: Party;
  /** Milliseconds since 1970, as all times here. */
  readonly startedAt: number;
  readonly twin: TwinState;
  /** The person says that the new secret is where it is needed. */
  readonly deliveredAt?: number;
  /** The person says that everything uses the new one. */
  readonly confirmedAt?: number;
}

/** There is one plan for each credential that is replaced. */
export interface PlanRef {
  readonly connectionId: ConnectionId;
  /** Of the old one. */
  readonly id: CredentialId;
}

export interface Party {
  readonly label: string;
  readonly clientId?: string;
}

export type TwinState =
  | { readonly state: "none" }
  /** Kept before it is asked for: where nothing else is known, it may have been created or not. */
  | { readonly state: "creating"; readonly since: number; readonly notes: readonly string[] }
  | (Party & {
      readonly state: "created";
      readonly id: CredentialId;
      readonly at: number;
      /** What is not the same. */
      readonly notes: readonly string[];
    });

const text = v.string();
/** One that a calendar has. */
const moment = v.pipe(v.number(), v.minValue(0), v.maxValue(8.64e15));
const notes = v.array(text);
const party = { label: text, clientId: v.exactOptional(text) };
const credential = v.pipe(text, v.transform(credentialId));

const plan = v.object({
  connectionId: v.pipe(text, v.transform(connectionId)),
  id: credential,
  server: text,
  old: v.object(party),
  startedAt: moment,
  twin: v.variant("state", [
    v.object({ state: v.literal("none") }),
    v.object({ state: v.literal("creating"), since: moment, notes }),
    v.object({ state: v.literal("created"), id: credential, ...party, at: moment, notes }),
  ]),
  deliveredAt: v.exactOptional(moment),
  confirmedAt: v.exactOptional(moment),
});

const envelope = v.object({ version: v.literal(1), plan });

export const planText = (content: Plan): string => JSON.stringify({ version: 1, plan: content });

/** The plan that a text stands for; undefined where it stands for none. */
export function parsePlan(json: string): Plan | undefined {
  const parsed = v.safeParse(v.pipe(text, v.parseJson(), envelope), json);
  return parsed.success ? parsed.output.plan : undefined;
}

/** The plan that a credential is part of: whoever rotates what is the new one of a rotation wants to go on with that. */
export const planAbout = (plans: readonly Plan[], connection: ConnectionId, of: CredentialId): Plan | undefined =>
  plans.find(
    ({ connectionId: each, id, twin }) =>
      each === connection && (id === of || (twin.state === "created" && twin.id === of)),
  );

/** A plan of which nothing is done yet. */
export const newPlan = ({ id, baseUrl }: Pick<Connection, "id" | "baseUrl">, old: Credential, now: number): Plan => ({
  connectionId: id,
  id: old.id,
  server: baseUrl,
  old: partyOf(old),
  startedAt: now,
  twin: { state: "none" },
});

/** The twin is about to be asked for. */
export const creating = (plan: Plan, notes: readonly string[], now: number): Plan => ({
  ...withoutTwin(plan),
  twin: { state: "creating", since: now, notes },
});

/** There is no twin, or none any more: from the beginning. */
export const withoutTwin = (plan: Plan): Plan => ({ ...unmarked(plan), twin: { state: "none" } });

export const withTwin = (plan: Plan, twin: Credential, now: number): Plan => ({
  ...plan,
  twin: {
    state: "created",
    id: twin.id,
    ...partyOf(twin),
    at: now,
    notes: plan.twin.state === "none" ? [] : plan.twin.notes,
  },
});

/** The person says that the secret is where it is needed, or takes that back. */
export const delivered = (plan: Plan, at: number | undefined): Plan => ({
  ...unmarked(plan),
  ...(at === undefined ? {} : { deliveredAt: at }),
});

/** The person says that everything uses the new one, or takes that back. */
export const confirmed = (plan: Plan, at: number | undefined): Plan => ({
  ...unmarked(plan),
  ...(plan.deliveredAt === undefined ? {} : { deliveredAt: plan.deliveredAt }),
  ...(at === undefined ? {} : { confirmedAt: at }),
});

/** Without what the person said. */
const unmarked = ({ connectionId: connection, id, server, old, startedAt, twin }: Plan): Plan => ({
  connectionId: connection,
  id,
  server,
  old,
  startedAt,
  twin,
});

const partyOf = ({ label, clientId }: Credential): Party => ({
  label,
  ...(clientId === undefined ? {} : { clientId }),
});
