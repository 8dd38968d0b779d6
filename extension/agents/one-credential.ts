import { originOf } from "../connections/base-url.ts";
import type { Connection } from "../connections/connection.ts";
import { isCancelled } from "../core/errors.ts";
import { type Credential, credentialId } from "../core/model.ts";
import type { Session } from "../services/service.ts";
import { type Data, untrusted } from "./data.ts";
import type { ToolParts } from "./parts.ts";
import { connectionData, connectionsNamed, isSameName, type Reading, readAll, sessionFor } from "./reading.ts";
import { Refusal } from "./refusal.ts";

/** A credential as its server has it now. */
export interface One {
  readonly connection: Connection;
  readonly session: Session;
  readonly credential: Credential;
}

/** The one that is meant, or those that may be. */
export type Found = One | { readonly choice: Data };

const MOST_CHOICES = 20;

/** Finds a credential by its id, its client ID or its name among what is listed, and asks its server for it. */
export async function oneCredential(
  parts: ToolParts,
  wanted: { readonly connection?: string; readonly credential: string },
  signal: AbortSignal,
): Promise<Found> {
  const connections = connectionsNamed(parts, wanted.connection);
  const readings = await readAll(parts, connections, signal);
  const found = readings.flatMap(reading => matching(reading, wanted.credential));
  if (found.length > 1) return { choice: choiceOf(found) };
  const [only] = found;
  if (only !== undefined) return fetched(parts, only.connection, only.credential, signal);
  const [connection] = connections;
  // A list may not be complete: its server knows.
  if (connections.length === 1 && connection !== undefined) {
    const asked = await fetched(parts, connection, { id: credentialId(wanted.credential) }, signal).catch(
      unlessCancelled,
    );
    if (asked !== undefined) return asked;
  }
  const problems = readings.flatMap(({ problem }) => problem ?? []);
  if (problems.length > 0) return { choice: { problem: "It is not among what could be read.", unread: problems } };
  throw new Refusal("No credential has this id, client ID or name. keyporter_list_credentials says which there are.");
}

async function fetched(
  parts: ToolParts,
  connection: Connection,
  { id }: Pick<Credential, "id">,
  signal: AbortSignal,
): Promise<One> {
  const session = await sessionFor(parts, connection);
  return { connection, session, credential: await session.get(id, signal) };
}

interface Match {
  readonly connection: Connection;
  readonly credential: Credential;
}

/** By what is unique before what is not. */
function matching({ connection, credentials }: Reading, wanted: string): readonly Match[] {
  const exact = credentials.filter(({ id, clientId }) => id === wanted || clientId === wanted);
  const found = exact.length > 0 ? exact : credentials.filter(({ label }) => isSameName(label, wanted));
  return found.map(credential => ({ connection, credential }));
}

const choiceOf = (matches: readonly Match[]): Data => ({
  problem: `${matches.length} credentials have this name or id. Ask again with the connection's id and the credential's id.`,
  candidates: matches.slice(0, MOST_CHOICES).map(({ connection, credential: { id, label, clientId, state } }) => ({
    connection: connectionData(connection),
    credential: untrusted(originOf(connection.baseUrl), { id, name: label, clientId, state }),
  })),
});

function unlessCancelled(error: unknown): undefined {
  if (isCancelled(error)) throw error;
  return undefined;
}
