import type { ActionId, ConnectionId, Credential } from "../core/model.ts";
import type { RotationParts } from "../rotation/parts.ts";
import { agreed } from "./agree.ts";
import { tell } from "./tell.ts";

/** Deletes or revokes it, after the question that is always asked before. True where it is done. */
export async function endForGood(
  rotation: RotationParts,
  connectionId: ConnectionId,
  action: ActionId,
  credential: Credential,
  signal: AbortSignal,
): Promise<boolean> {
  const connection = rotation.connection(connectionId);
  const session = await rotation.session(connection);
  const impact = await session.impact(action, [credential], signal);
  if (!(await agreed(connection, [credential], impact))) return false;
  const outcome = await rotation.perform({ connectionId, action, id: credential.id }, {}, signal);
  tell(outcome.message);
  return true;
}
