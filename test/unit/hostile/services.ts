import { connectionId, type Credential } from "../../../extension/core/model.ts";
import { Secret } from "../../../extension/core/secret.ts";
import type { HttpOptions } from "../../../extension/core/http.ts";
import { confidence } from "../../../extension/services/confidence/index.ts";
import { confluence } from "../../../extension/services/confluence/index.ts";
import { octane } from "../../../extension/services/octane/index.ts";
import type { Service, Session, SignIn } from "../../../extension/services/service.ts";
import { testHttp } from "../core/http-client.ts";
import type { Answer } from "../core/local-server.ts";
import { json } from "../core/local-server.ts";

/** The sign-in's secret half: it must not turn up in anything that anybody reads. */
export const CANARY = "canary-7Fh3kQz91LmX";
const canary = new Secret(CANARY);

const signIns: Readonly<Record<string, SignIn>> = {
  confidence: { method: "token", values: {}, secrets: { accessToken: canary } },
  octane: { method: "user", values: { user: "ada" }, secrets: { password: canary } },
  confluence: { method: "apiToken", values: { email: "ada@example.com" }, secrets: { apiToken: canary } },
};

export interface Victim {
  readonly name: string;
  readonly service: Service;
}

export const victims: readonly Victim[] = [confidence, octane, confluence].map(service => ({
  name: service.info.name,
  service,
}));

export interface Opened {
  readonly session: Session;
  readonly log: readonly string[];
}

/** A session at a server that means harm, through the real policy. */
export function openAt(service: Service, baseUrl: string, options: Partial<HttpOptions> = {}): Opened {
  const http = testHttp(options);
  const signIn = signIns[service.info.id];
  if (signIn === undefined) throw new Error(`no sign-in for ${service.info.id}`);
  const target = { connectionId: connectionId("c-1"), baseUrl, fields: { sharedSpace: "1001" } };
  return { session: service.open(target, signIn, http), log: http.log };
}

/** Everything that the list gives, up to so many rows. */
export async function rowsOf(session: Session, most = Number.POSITIVE_INFINITY): Promise<readonly Credential[]> {
  const found: Credential[] = [];
  for await (const page of session.list({}, new AbortController().signal)) {
    found.push(...page);
    if (found.length >= most) break;
  }
  return found;
}

/** Lets anybody in, as each service does, and then does what is told. */
export const afterSignIn =
  (answer: Answer): Answer =>
  (request, response, count) => {
    if (request.path === "/authentication/sign_in") {
      json(response, {}, 200, { "set-cookie": "LWSSO_COOKIE_KEY=abc; Path=/" });
    } else if (request.path.startsWith("/wiki/rest/api/user/current")) {
      json(response, { accountId: "1", displayName: "Ada" });
    } else answer(request, response, count);
  };
