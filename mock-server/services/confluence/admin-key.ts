import type { Options } from "../../options.ts";
import type { AdminKey, State, User } from "./state.ts";

/** Whether somebody may have an admin key here. */
export function mayHaveKey({ siteAdmin }: User, options: Options): boolean {
  return siteAdmin && options["confluence.plan"] === "premium";
}

/** The admin key that somebody has at a time. */
export function keyOf({ adminKeys }: State, user: User, options: Options, now: number): AdminKey | undefined {
  const key = adminKeys.get(user.accountId);
  return key && mayHaveKey(user, options) && Date.parse(key.expirationTime) > now ? key : undefined;
}

/** Gives somebody a key that ends after some minutes, in the place of one that may be there. */
export function issueKey({ adminKeys }: State, { accountId }: User, minutes: number, now: number): AdminKey {
  const expirationTime = new Date(Math.floor(now) + minutes * 60_000).toISOString();
  const key = { accountId, expirationTime };
  adminKeys.set(accountId, key);
  return key;
}
