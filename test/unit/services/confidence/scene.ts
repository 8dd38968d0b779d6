import { onTestFinished } from "vitest";
import { startMockServer, type MockServer, type MockServerOptions } from "../../../../mock-server/mock.ts";
import type { FormValues } from "../../../../extension/core/form.ts";
import { Action, connectionId, type Credential, credentialId } from "../../../../extension/core/model.ts";
import { Secret } from "../../../../extension/core/secret.ts";
import { confidence } from "../../../../extension/services/confidence/index.ts";
import type { ListQuery, Outcome, Session, SignIn } from "../../../../extension/services/service.ts";
import { testHttp } from "../../core/http-client.ts";
import { offered } from "../offered.ts";

export const signal = new AbortController().signal;

export const asClient = (clientId: string, clientSecret: string): SignIn => ({
  method: "client",
  values: { clientId },
  secrets: { clientSecret: new Secret(clientSecret) },
});
export const withToken = (token: string): SignIn => ({
  method: "token",
  values: {},
  secrets: { accessToken: new Secret(token) },
});
export const demo = asClient("demo-confidence-client", "demo-confidence-secret");
export const admin = withToken("demo-confidence-token");
export const reader = withToken("demo-reader-token");

/** The client of the documented examples. */
export const documented = credentialId("apiClients/donlangsbyz6iiksdt4c");

export interface Scene {
  readonly session: Session;
  readonly log: readonly string[];
  readonly all: (query?: ListQuery) => Promise<readonly Credential[]>;
  readonly named: (label: string) => Promise<readonly Credential[]>;
  readonly create: (values: FormValues) => Promise<Outcome>;
}

/** A session at this address, with what it logs. */
export function sessionAt(baseUrl: string, signIn: SignIn = demo): Scene {
  const http = testHttp();
  const session = offered(confidence).open({ connectionId: connectionId("c-1"), baseUrl, fields: {} }, signIn, http);
  const all = async (query: ListQuery = {}): Promise<readonly Credential[]> => {
    const found: Credential[] = [];
    for await (const page of session.list(query, signal)) found.push(...page);
    return found;
  };
  return {
    session,
    log: http.log,
    all,
    named: async label => (await all()).filter(credential => credential.label === label),
    create: values => session.perform(Action.create, undefined, values, signal),
  };
}

/** The mock server with its demo seed until the test ends, and a session of an administrator's client. */
export async function scene(
  options: MockServerOptions = {},
  signIn: SignIn = demo,
): Promise<Scene & { readonly mock: MockServer }> {
  const mock = await startMockServer(options);
  onTestFinished(() => mock.stop());
  return { ...sessionAt(mock.url, signIn), mock };
}

/** How many requests of this kind the mock got, by method and the beginning of the path. */
export const count = (mock: MockServer, method: string, path: string): number =>
  mock.journal.entries().filter(entry => entry.method === method && entry.path.startsWith(path)).length;
