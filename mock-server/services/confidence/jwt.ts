import { createHmac, timingSafeEqual } from "node:crypto";
import * as v from "valibot";
import { tokenLifetimeSeconds } from "./inferred.ts";
import type { Account, ApiClient, State } from "./state.ts";

const header = encode({ alg: "HS256", typ: "JWT" });

const claimsSchema = v.pipe(v.string(), v.parseJson(), v.object({ sub: v.string(), iat: v.number(), exp: v.number() }));

/** An access token for an API client, with the claims that the documentation names. */
export function issueToken({ account, signingKey }: State, client: ApiClient, now: number): string {
  const payload = encode(claims(account, client, Math.floor(now / 1000)));
  return `${header}.${payload}.${sign(signingKey, `${header}.${payload}`)}`;
}

function claims(account: Account, client: ApiClient, issuedAt: number) {
  return {
    "iss": "https://auth.confidence.dev/",
    "sub": client.name,
    "azp": client.clientId,
    "aud": "https://confidence.dev/",
    "iat": issuedAt,
    "exp": issuedAt + tokenLifetimeSeconds,
    "gty": "client-credentials",
    "org_id": account.externalId,
    "https://confidence.dev/account_name": account.name,
    "https://confidence.dev/region": account.region,
    "https://confidence.dev/org_login_id": account.loginId,
  };
}

/** Whom a token was issued to, if it is ours and has not run out. */
export function subjectOf(token: string, signingKey: string, now: number): string | undefined {
  const [givenHeader, payload, signature, ...rest] = token.split(".");
  if (givenHeader !== header || payload === undefined || signature === undefined || rest.length > 0) return undefined;
  const expected = Buffer.from(sign(signingKey, `${header}.${payload}`));
  const given = Buffer.from(signature);
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) return undefined;
  const parsed = v.safeParse(claimsSchema, Buffer.from(payload, "base64url").toString("utf8"));
  if (!parsed.success) return undefined;
  return now / 1000 < parsed.output.exp ? parsed.output.sub : undefined;
}

function encode(value: object): string {
  return Buffer.from(JSON.stringify(value)).toString("base64url");
}

function sign(signingKey: string, text: string): string {
  return createHmac("sha256", Buffer.from(signingKey, "hex")).update(text).digest("base64url");
}
