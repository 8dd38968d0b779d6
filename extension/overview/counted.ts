import type { Connection } from "../connections/connection.ts";
import type { Credential } from "../core/model.ts";
import { type Urgency, urgencyOf } from "../expiry/urgency.ts";
import type { Owner } from "../services/service.ts";

/** What is known of one connection. */
export interface Known {
  readonly connection: Connection;
  readonly credentials: readonly Credential[];
  /** By the clock of its server. */
  readonly now: Date;
  /** Who the owners are that its server let one look up. */
  readonly owners: ReadonlyMap<string, Owner>;
  /** When a credential got another secret, as far as the activity journal knows. */
  readonly renewedAt: ReadonlyMap<string, Date>;
}

/** A credential with all that decides where in a picture it is counted. */
export interface Counted {
  readonly connection: Connection;
  readonly credential: Credential;
  readonly now: Date;
  readonly urgency: Urgency;
  /** Since when its secret is what it is, at the latest; missing where nobody tells. */
  readonly secretSince?: Date;
  /** Missing where the service tells no owner, or nobody who that is. */
  readonly owner?: Owner;
}

/** Everything that is known, ready to be counted. */
export const countedOf = (known: readonly Known[], warnDays: number): readonly Counted[] =>
  known.flatMap(one => one.credentials.map(credential => counted(one, credential, warnDays)));

function counted(known: Known, credential: Credential, warnDays: number): Counted {
  const { connection, now, owners, renewedAt } = known;
  const since = latest(credential.createdAt, renewedAt.get(credential.id));
  const owner = owners.get(credential.owner ?? "");
  return {
    connection,
    credential,
    now,
    urgency: urgencyOf(credential, now, warnDays),
    ...(since === undefined ? {} : { secretSince: since }),
    ...(owner === undefined ? {} : { owner }),
  };
}

function latest(...moments: readonly (Date | undefined)[]): Date | undefined {
  const known = moments.filter(moment => moment !== undefined && !Number.isNaN(moment.getTime()));
  return known.toSorted((one, other) => Number(other) - Number(one))[0];
}

/** It lets somebody in, or would if it were switched on: what has ended is nobody's worry any more. */
export const isAlive = ({ urgency }: Counted): boolean => urgency !== "expired" && urgency !== "ended";
