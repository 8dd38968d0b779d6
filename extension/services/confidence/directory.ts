import { isCancelled } from "../../core/errors.ts";
import type { Reference } from "../../core/model.ts";
import type { Client } from "./client.ts";
import { pages, type WireIdentity, type WireRole } from "./wire.ts";

/** How long names are taken from memory: long enough for a form and the details behind it. */
const FRESH_MS = 60_000;

/** What a list of names gave, or why there is none. A client without rights to it can still manage API clients. */
export type Known<Item> =
  { readonly ok: true; readonly items: readonly Item[] } | { readonly ok: false; readonly error: unknown };

/** The things around API clients that have names: roles, permissions, identities and users. */
export interface Directory {
  roles(signal: AbortSignal): Promise<Known<WireRole>>;
  permissions(signal: AbortSignal): Promise<Known<string>>;
  identities(signal: AbortSignal): Promise<Known<WireIdentity>>;
  /** Each name with the label that the server gives it, where it does. */
  resolve(names: readonly string[], signal: AbortSignal): Promise<readonly Reference[]>;
}

export function createDirectory(client: Client): Directory {
  const roles = remembered(signal => gather(client.pages("/v1/roles", {}, pages.roles, signal)));
  const permissions = remembered(async signal => {
    const all = await gather(client.pages("/v1/permissions", {}, pages.permissions, signal));
    return [...new Set(all.map(({ permission, scope }) => (scope === "" ? permission : scope)))].filter(
      name => name !== "",
    );
  });
  const identities = remembered(signal => gather(client.pages("/v1/identities", {}, pages.identities, signal)));
  const users = remembered(signal => gather(client.pages("/v1/users", {}, pages.users, signal)));
  const sources = { roles, identities, users };

  return {
    roles,
    permissions,
    identities,
    async resolve(names, signal) {
      const labels = new Map<string, string>();
      for (const [collection, source] of Object.entries(sources)) {
        if (!names.some(name => name.startsWith(`${collection}/`))) continue;
        const known = await source(signal);
        for (const item of known.ok ? known.items : []) labels.set(item.name, labelOf(item));
      }
      return names.map(id => {
        const label = labels.get(id);
        return label === undefined || label === "" ? { id } : { id, label };
      });
    },
  };
}

/** "Ada Lovelace (ada@example.com)", or whatever there is of it. */
export function labelOf(item: { displayName?: string; fullName?: string; email?: string; name: string }): string {
  const person = item.displayName ?? "";
  const label = person === "" ? (item.fullName ?? "") : person;
  const email = item.email ?? "";
  if (label === "") return email === "" ? item.name : email;
  return email === "" || email === label ? label : `${label} (${email})`;
}

async function gather<Item>(batches: AsyncIterable<readonly Item[]>): Promise<readonly Item[]> {
  const all: Item[] = [];
  for await (const batch of batches) all.push(...batch);
  return all;
}

/** The last good answer for a while; a failure is not remembered, so that the next look tries again. */
function remembered<Item>(load: (signal: AbortSignal) => Promise<readonly Item[]>) {
  let last: { readonly items: readonly Item[]; readonly at: number } | undefined;
  return async (signal: AbortSignal): Promise<Known<Item>> => {
    if (last !== undefined && Date.now() - last.at < FRESH_MS) return { ok: true, items: last.items };
    try {
      const items = await load(signal);
      last = { items, at: Date.now() };
      return { ok: true, items };
    } catch (error) {
      if (isCancelled(error)) throw error;
      return { ok: false, error };
    }
  };
}
