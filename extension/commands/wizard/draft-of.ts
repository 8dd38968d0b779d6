import { MOCK_URL } from "../../connections/base-url.ts";
import type { Connection } from "../../connections/connection.ts";
import { serviceOf } from "../../connections/sessions.ts";
import type { Parts } from "../parts.ts";
import type { Draft, Server } from "./draft.ts";

/** The connection as the wizard's answers; of the stored sign-in only what is public, such as the client ID. */
export async function draftOf(parts: Parts, connection: Connection): Promise<Draft> {
  const service = serviceOf(connection);
  const stored = await parts.signIns.load(connection);
  const isKnown =
    connection.baseUrl === MOCK_URL || service.info.servers.some(({ value }) => value === connection.baseUrl);
  const server: Server = isKnown ? { type: "known", value: connection.baseUrl } : { type: "own" };
  return {
    id: connection.id,
    service,
    server,
    ownUrl: isKnown ? "" : connection.baseUrl,
    ...(connection.caFile === undefined ? {} : { authority: { file: connection.caFile, used: true } }),
    environment: connection.environment,
    readOnly: connection.readOnly,
    name: connection.name,
    ...(stored.type === "found" ? { method: stored.signIn.method } : {}),
    values: stored.type === "found" ? stored.signIn.values : {},
    secrets: {},
    fields: connection.fields,
  };
}
