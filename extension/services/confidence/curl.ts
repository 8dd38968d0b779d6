import { inHereDocument, shellQuoted } from "../../core/shell.ts";
import type { Target } from "../service.ts";

/** Exchanges the client for an access token, as the token request of the API's documentation does. */
export function curl({ baseUrl }: Target, clientId: string): string {
  const id = inHereDocument(JSON.stringify(clientId));
  return (
    `curl -sS ${shellQuoted(`${baseUrl}/v1/oauth/token`)} -H 'content-type: application/json' --data @- <<END\n` +
    `{"grantType": "client_credentials", "clientId": ${id}, "clientSecret": "$SECRET"}\nEND\n`
  );
}
