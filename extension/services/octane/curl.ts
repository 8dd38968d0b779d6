import { inHereDocument, shellQuoted } from "../../core/shell.ts";
import type { Target } from "../service.ts";

/** Signs in and shows the status: the answer's cookies would let anybody in who sees them. */
export function curl({ baseUrl }: Target, clientId: string): string {
  const id = inHereDocument(JSON.stringify(clientId));
  const url = shellQuoted(`${baseUrl}/authentication/sign_in`);
  return (
    `curl -sS -o /dev/null -w '%{http_code}\\n' ${url} -H 'content-type: application/json' --data @- <<END\n` +
    `{"client_id": ${id}, "client_secret": "$SECRET"}\nEND\n`
  );
}
