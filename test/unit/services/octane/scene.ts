import { onTestFinished } from "vitest";
import { connectionId, type Credential } from "../../../../extension/core/model.ts";
import { Secret } from "../../../../extension/core/secret.ts";
import { octane } from "../../../../extension/services/octane/index.ts";
import type { ListQuery, Session, SignIn } from "../../../../extension/services/service.ts";
import { type MockServer, type MockServerOptions, startMockServer } from "../../../../mock-server/mock.ts";
import { testHttp } from "../../core/http-client.ts";
import { offered } from "../offered.ts";

export const signal = new AbortController().signal;

export const admin = octane.info.demo.signIn;
export const member: SignIn = {
  method: "user",
  values: { user: "member@keyporter.example" },
  secrets: { password: new Secret("Demo-passw0rd") },
};
export const asKey = (clientId: string, secret: string): SignIn => ({
  method: "key",
  values: { clientId },
  secrets: { clientSecret: new Secret(secret) },
});

export interface Scene {
  readonly mock: MockServer;
  readonly session: Session;
  readonly log: readonly string[];
  readonly sessionAs: (signIn: SignIn, space?: string) => Session;
  readonly all: (query?: ListQuery) => Promise<readonly Credential[]>;
}

/** A mock server of this test's own, and a session with its Octane. */
export async function scene(options: MockServerOptions = {}, signIn: SignIn = admin): Promise<Scene> {
  const mock = await startMockServer({ seed: "demo", ...options });
  onTestFinished(() => mock.stop());
  const http = testHttp();
  const sessionAs = (who: SignIn, space = "1001"): Session =>
    offered(octane).open(
      { connectionId: connectionId("c-1"), baseUrl: mock.url, fields: { sharedSpace: space } },
      who,
      http,
    );
  const session = sessionAs(signIn);
  return {
    mock,
    session,
    log: http.log,
    sessionAs,
    async all(query = {}) {
      const found: Credential[] = [];
      for await (const page of session.list(query, signal)) found.push(...page);
      return found;
    },
  };
}
