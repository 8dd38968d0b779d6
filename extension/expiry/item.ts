import type { Connection } from "../connections/connection.ts";
import { DAY_MS } from "../core/day.ts";
import type { Credential } from "../core/model.ts";
import { isWarning, nearDays, urgencyOf, urgencyOfEnd, type Warning } from "./urgency.ts";

/** What is known of one connection. */
export interface Known {
  readonly connection: Connection;
  readonly credentials: readonly Credential[];
  /** When what it signs in with ends by itself. */
  readonly signInEndsAt?: Date | undefined;
  /** By the clock of its server. */
  readonly now: Date;
}

/** Something that has expired or is about to. */
export type ExpiryItem = CredentialItem | SignInItem;

export interface CredentialItem extends Ending {
  readonly type: "credential";
  readonly credential: Credential;
}

/** What the connection itself signs in with. */
export interface SignInItem extends Ending {
  readonly type: "sign-in";
}

interface Ending {
  readonly connection: Connection;
  readonly urgency: Warning;
  /** Missing where only the service knows that it is over. */
  readonly endsAt?: Date | undefined;
}

/** Everything that a person should know of, the worst first: what is over, the newest of it first, then what ends next. */
export function itemsOf(known: readonly Known[], warnDays: number): readonly ExpiryItem[] {
  return known.flatMap(one => [...signInItems(one, warnDays), ...credentialItems(one, warnDays)]).toSorted(byUrgency);
}

function credentialItems({ connection, credentials, now }: Known, warnDays: number): readonly CredentialItem[] {
  return credentials.flatMap(credential => {
    const urgency = urgencyOf(credential, now, warnDays);
    if (!isWarning(urgency)) return [];
    return [{ type: "credential" as const, connection, credential, urgency, endsAt: credential.expiresAt }];
  });
}

function signInItems({ connection, signInEndsAt, now }: Known, warnDays: number): readonly SignInItem[] {
  if (signInEndsAt === undefined) return [];
  const urgency = urgencyOfEnd(signInEndsAt, now, warnDays);
  return isWarning(urgency) ? [{ type: "sign-in", connection, urgency, endsAt: signInEndsAt }] : [];
}

function byUrgency(one: ExpiryItem, other: ExpiryItem): number {
  const [oneIsOver, otherIsOver] = [one.urgency === "expired", other.urgency === "expired"];
  if (oneIsOver !== otherIsOver) return oneIsOver ? -1 : 1;
  const later = (one.endsAt?.getTime() ?? 0) - (other.endsAt?.getTime() ?? 0);
  return oneIsOver ? -later : later;
}

/** How many are over and how many are to come. */
export const countsOf = (items: readonly ExpiryItem[]): Readonly<Record<"expired" | "coming", number>> => {
  const expired = items.filter(({ urgency }) => urgency === "expired").length;
  return { expired, coming: items.length - expired };
};

/** Milliseconds until something gets more urgent by the mere passing of time; undefined where nothing does. */
export function untilNextMoment(known: readonly Known[], warnDays: number): number | undefined {
  const waits = known.flatMap(({ credentials, signInEndsAt, now }) => {
    const ends = [...credentials.filter(isCounted).map(({ expiresAt }) => expiresAt), signInEndsAt];
    return ends.flatMap(end => (end === undefined ? [] : waitsFor(end, now, warnDays)));
  });
  // Not spread into Math.min: there can be more of them than a call takes arguments.
  return waits.reduce<number | undefined>(
    (least, wait) => (least === undefined || wait < least ? wait : least),
    undefined,
  );
}

const isCounted = ({ state }: Credential): boolean => state === "active" || state === "expiring";

function waitsFor(end: Date, now: Date, warnDays: number): readonly number[] {
  const left = end.getTime() - now.getTime();
  return [left - warnDays * DAY_MS, left - nearDays(warnDays) * DAY_MS, left].filter(wait => wait > 0);
}
