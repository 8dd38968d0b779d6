import type { Connection } from "./connection.ts";
import type { ActionId, Credential } from "../core/model.ts";
import type { Service } from "../services/service.ts";

/** What can be done to a credential through this connection now, in the service's order. */
export function allowedActions(
  service: Service | undefined,
  connection: Connection,
  credential: Credential,
): readonly ActionId[] {
  if (service === undefined) return [];
  return [...service.actions]
    .filter(([id, { writes }]) => credential.actions.includes(id) && !(writes && connection.readOnly))
    .map(([id]) => id);
}
