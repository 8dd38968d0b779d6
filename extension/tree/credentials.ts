import type { Connection } from "../connections/connection.ts";
import type { Sessions } from "../connections/sessions.ts";
import type { ConnectionSettings } from "../connections/settings.ts";
import type { Disposable } from "../core/disposable.ts";
import type { ConnectionId, Credential, CredentialId } from "../core/model.ts";
import { serviceById } from "../services/catalog.ts";
import { Listing } from "./listing.ts";

/** What is known of all connections' credentials: the tree draws it, the commands ask and change it. */
export interface Credentials extends Disposable {
  listing(id: ConnectionId): Listing;
  find(id: ConnectionId, credential: CredentialId): Credential | undefined;
  /** One connection, or all of them. */
  refresh(id?: ConnectionId): Promise<void>;
  readonly filter: string;
  setFilter(text: string): Promise<void>;
  /** The same for what is loaded, without asking the servers; `setFilter` is to follow. */
  narrow(text: string): void;
  /** The query in its service's own language that a connection is filtered by; empty where there is none. */
  query(id: ConnectionId): string;
  setQuery(id: ConnectionId, raw: string): Promise<void>;
}

/**
 * @param changed called with the connection whose rows or status are others
 */
export function credentialStore(
  settings: ConnectionSettings,
  sessions: Sessions,
  changed: (id: ConnectionId) => void,
): Credentials {
  const listings = new Map<ConnectionId, Listing>();
  const queries = new Map<ConnectionId, string>();
  let filter = "";

  const open = (id: ConnectionId) => async () => {
    const connection = settings.find(id);
    if (connection === undefined) throw new Error("the connection was removed");
    return sessions.of(connection);
  };

  const listing = (id: ConnectionId): Listing => {
    const present = listings.get(id);
    if (present !== undefined) return present;
    // Looked up late: another extension may bring its service after its rows were asked for.
    const rowsAtOnce = () => serviceById(settings.find(id)?.service ?? "")?.info.rowsAtOnce ?? 1000;
    const made = new Listing(open(id), () => changed(id), rowsAtOnce);
    listings.set(id, made);
    if (filter !== "") void made.search({ search: filter });
    return made;
  };

  const filterBy = (text: string): void => {
    filter = text.trim();
    queries.clear();
  };

  const known = (): readonly Connection[] => settings.all().connections;

  const resetting = sessions.onDidReset(id => listings.get(id)?.reset());
  const forgetting = settings.onDidChange(() => {
    for (const [id, gone] of listings) {
      if (known().some(connection => connection.id === id)) continue;
      gone.cancel();
      listings.delete(id);
    }
  });

  return {
    listing,
    find: (id, credential) => listings.get(id)?.find(credential),
    async refresh(id) {
      const ids = id === undefined ? known().map(connection => connection.id) : [id];
      await Promise.all(ids.map(each => listing(each).refresh()));
    },
    get filter() {
      return filter;
    },
    async setFilter(text) {
      filterBy(text);
      await Promise.all(known().map(({ id }) => listing(id).search({ search: filter })));
    },
    narrow(text) {
      filterBy(text);
      for (const { id } of known()) listing(id).narrow({ search: filter });
    },
    query: id => queries.get(id) ?? "",
    async setQuery(id, raw) {
      if (raw.trim() === "") queries.delete(id);
      else queries.set(id, raw.trim());
      await listing(id).search(raw.trim() === "" ? { search: filter } : { raw: raw.trim() });
    },
    dispose() {
      resetting.dispose();
      forgetting.dispose();
      for (const each of listings.values()) each.cancel();
      listings.clear();
    },
  };
}
