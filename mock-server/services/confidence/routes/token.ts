import * as v from "valibot";
import { unauthenticated, violations } from "../failures.ts";
import { camelCase } from "../field-names.ts";
import { tokenLifetimeSeconds } from "../inferred.ts";
import { requiredText } from "../input-fields.ts";
import { issueToken } from "../jwt.ts";
import type { Call, Desk, Route } from "../route.ts";

const requestSchema = v.pipe(
  v.record(v.string(), v.unknown(), "The request body has to be a JSON object."),
  // Spotify's own callers send either spelling.
  v.transform(body => Object.fromEntries(Object.entries(body).map(([key, value]) => [camelCase(key), value]))),
  v.object({
    grantType: v.literal("client_credentials", "The only grant type is client_credentials."),
    clientId: requiredText,
    clientSecret: requiredText,
  }),
);

export const tokenRoutes: readonly Route[] = [{ method: "POST", path: "/v1/oauth/token", open: true, handle: signIn }];

function signIn({ state, clock }: Desk, { body }: Call): object {
  const parsed = v.safeParse(requestSchema, body);
  if (!parsed.success) throw violations(parsed.issues);
  const { clientId, clientSecret } = parsed.output;
  const client = state.apiClients.find(known => known.clientId === clientId);
  if (client?.clientSecret !== clientSecret) throw unauthenticated("The client ID or the client secret is wrong.");
  // A 64-bit number is a text in the JSON of protocol buffers.
  return { accessToken: issueToken(state, client, clock.now()), expiresIn: String(tokenLifetimeSeconds) };
}
