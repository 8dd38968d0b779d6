import type { Connection } from "../connections/connection.ts";
import type { Credential } from "../core/model.ts";

/** Something that is on for a limited time. */
export interface Running {
  readonly connection: Connection;
  readonly credential: Credential;
  /** How far the server's clock is ahead of this machine's, in milliseconds. */
  readonly aheadMs: number;
}

/** Milliseconds until it ends, by the server's clock; undefined where nobody told when. */
export const leftMs = ({ credential, aheadMs }: Running, now: number): number | undefined =>
  credential.expiresAt === undefined ? undefined : credential.expiresAt.getTime() - (now + aheadMs);

/** The same moment, as far as two answers of one server can tell. */
export const sameEnd = (one: Date | undefined, other: Date | undefined): boolean =>
  Math.abs((one?.getTime() ?? 0) - (other?.getTime() ?? 0)) < 1500;
