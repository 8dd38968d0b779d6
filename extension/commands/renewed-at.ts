import type { Entry } from "../activity/entry.ts";
import { Action, type ConnectionId } from "../core/model.ts";

export type Renewals = ReadonlyMap<string, ReadonlyMap<string, Date>>;

const NONE: ReadonlyMap<string, Date> = new Map();

/** When credentials got another secret, by connection and credential, as far as the activity journal goes back. */
export function renewals(entries: readonly Entry[]): Renewals {
  const all = new Map<string, Map<string, Date>>();
  for (const { action, result, connection, credential, at } of entries) {
    if (action !== Action.regenerate || result !== "done" || credential?.id === undefined) continue;
    const ofConnection = all.get(connection.id) ?? new Map<string, Date>();
    // The oldest come first, so the last one counts.
    ofConnection.set(credential.id, new Date(at));
    all.set(connection.id, ofConnection);
  }
  return all;
}

export const renewalsOf = (all: Renewals, id: ConnectionId): ReadonlyMap<string, Date> => all.get(id) ?? NONE;
