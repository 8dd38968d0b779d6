import { hostOf, MOCK_URL, originOf } from "../connections/base-url.ts";
import { type Connection, environmentOf } from "../connections/connection.ts";
import { cancellable } from "../core/cancellable.ts";
import { describeError, isCancelled } from "../core/errors.ts";
import { interrupted } from "../core/interrupted.ts";
import type { Credential } from "../core/model.ts";
import { serviceById } from "../services/catalog.ts";
import type { Session } from "../services/service.ts";
import type { Listing } from "../tree/listing.ts";
import { type Data, untrusted } from "./data.ts";
import type { ToolParts } from "./parts.ts";
import { Refusal } from "./refusal.ts";

/** What is known of one connection's credentials. */
export interface Reading {
  readonly connection: Connection;
  readonly credentials: readonly Credential[];
  /** The server has more than these. */
  readonly more: boolean;
  /** By the clock of the server. */
  readonly now: Date;
  readonly signInEndsAt?: Date | undefined;
  readonly problem?: Data;
}

/** The connections of this name or id, or all. */
export function connectionsNamed({ settings }: Pick<ToolParts, "settings">, wanted?: string): readonly Connection[] {
  const { connections } = settings.all();
  if (connections.length === 0) throw new Refusal("No connection is set up in Keyporter. Only the person can add one.");
  if (wanted === undefined) return connections;
  const found = connections.filter(({ id, name }) => id === wanted || isSameName(name, wanted));
  if (found.length > 0) return found;
  throw new Refusal(`There is no such connection. There are: ${connections.map(({ name }) => name).join(", ")}.`);
}

export const isSameName = (one: string, other: string): boolean =>
  one.trim().toLowerCase() === other.trim().toLowerCase();

/** What the lists of the connections know. Asks servers that nobody has asked yet, and nobody to sign in. */
export const readAll = (
  parts: ToolParts,
  connections: readonly Connection[],
  signal: AbortSignal,
): Promise<readonly Reading[]> => Promise.all(connections.map(connection => read(parts, connection, signal)));

async function read(parts: ToolParts, connection: Connection, signal: AbortSignal): Promise<Reading> {
  const nothing = { connection, credentials: [], more: false, now: new Date() };
  const listing = parts.view.credentials.listing(connection.id);
  // What failed is tried again: the model asked for it now.
  if (listing.status.type === "idle" || listing.status.type === "failed") {
    if (isAsleep(parts, connection)) return { ...nothing, problem: ASLEEP };
    await cancellable(listing.refresh(), signal);
  }
  await settled(parts, listing, signal);
  const { status } = listing;
  if (status.type === "failed")
    return { ...nothing, credentials: listing.all, more: true, problem: problemOf(connection, status.error) };
  const session = await parts.sessions.of(connection).catch(() => undefined);
  return {
    connection,
    credentials: listing.all,
    more: status.type !== "complete" || status.more,
    now: session?.now?.() ?? new Date(),
    signInEndsAt: session?.signInEndsAt,
  };
}

/** The usual session, where that starts nothing. */
export async function sessionFor(parts: ToolParts, connection: Connection): Promise<Session> {
  if (isAsleep(parts, connection)) throw new Refusal(ASLEEP);
  return parts.sessions.of(connection);
}

/** A tool starts no program. */
const isAsleep = ({ mock }: Pick<ToolParts, "mock">, { baseUrl }: Connection): boolean =>
  baseUrl === MOCK_URL && mock.status.type !== "running";

const ASLEEP = "The bundled mock server does not run. The person can start it, or open the view Keyporter.";

/** Until what is being asked of the server is there. */
async function settled({ view }: ToolParts, listing: Listing, signal: AbortSignal): Promise<void> {
  if (listing.status.type !== "loading") return;
  await new Promise<void>((resolve, reject) => {
    const done = (): void => {
      changes.dispose();
      signal.removeEventListener("abort", cancel);
    };
    const cancel = (): void => {
      done();
      reject(interrupted(signal));
    };
    const changes = view.onDidChange(() => {
      if (listing.status.type === "loading") return;
      done();
      resolve();
    });
    signal.addEventListener("abort", cancel, { once: true });
    if (signal.aborted) cancel();
  });
}

/** What went wrong, which may be in the words of the server. */
export function problemOf({ baseUrl }: Connection, error: unknown): Data {
  if (isCancelled(error)) throw error;
  return error instanceof Refusal ? error.message : untrusted(originOf(baseUrl), describeError(error));
}

/** The connection as the person set it up. */
export const connectionData = (connection: Connection): Data => ({
  id: connection.id,
  name: connection.name,
  service: serviceById(connection.service)?.info.name ?? connection.service,
  environment: environmentOf(connection),
  server: hostOf(connection.baseUrl),
  readOnly: connection.readOnly,
});
