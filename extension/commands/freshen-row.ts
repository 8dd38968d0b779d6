import type { CredentialId } from "../core/model.ts";
import type { Session } from "../services/service.ts";
import type { Rows } from "./actions.ts";

/** Asks for one credential again and puts it into its row. A kindness: nobody waits for it, and nobody hears where it fails. */
export function freshenRow(
  session: Pick<Session, "get">,
  id: CredentialId,
  rows: Pick<ReturnType<Rows["listing"]>, "put">,
): void {
  session.get(id, AbortSignal.timeout(15_000)).then(
    fresh => rows.put(fresh),
    () => undefined,
  );
}
