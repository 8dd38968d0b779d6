import type { Connection } from "./connection.ts";
import { Action, type ActionId, type Credential } from "../core/model.ts";
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

/** Another one like it can be created through this connection, and this one ended. */
export function canRotate(service: Service | undefined, connection: Connection, credential: Credential): boolean {
  const rotation = service?.info.rotation;
  if (service === undefined || rotation === undefined || connection.readOnly) return false;
  return (
    service.actions.has(Action.create) && allowedActions(service, connection, credential).includes(rotation.endsWith)
  );
}
