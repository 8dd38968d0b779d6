import { onTestFinished } from "vitest";
import { connectionId, type Credential } from "../../../../extension/core/model.ts";
import { Secret } from "../../../../extension/core/secret.ts";
import { confluence } from "../../../../extension/services/confluence/index.ts";
import { ADMIN_KEY } from "../../../../extension/services/confluence/credential.ts";
import type { ReportPart, Session, SignIn } from "../../../../extension/services/service.ts";
import { type MockServer, type MockServerOptions, startMockServer } from "../../../../mock-server/mock.ts";
import { testHttp } from "../../core/http-client.ts";
import { offered } from "../offered.ts";

export const signal = new AbortController().signal;

export const as = (email: string, token: string): SignIn => ({
  method: "apiToken",
  values: { email },
  secrets: { apiToken: new Secret(token) },
});

export const admin = confluence.info.demo.signIn;
export const secondAdmin = as("admin2@keyporter.example", "demo-confluence-token-2");
export const member = as("member@keyporter.example", "demo-member-token");

export interface Scene {
  readonly mock: MockServer;
  readonly session: Session;
  readonly log: readonly string[];
  readonly sessionAs: (signIn: SignIn) => Session;
  /** The row as it is now. */
  readonly key: () => Promise<Credential>;
  /** Moves the server's clock forward. */
  readonly pass: (minutes: number) => void;
}

/** A mock server of this test's own, and a session with its Confluence. */
export async function scene(options: MockServerOptions = {}, signIn: SignIn = admin): Promise<Scene> {
  const mock = await startMockServer({ seed: "demo", ...options });
  onTestFinished(() => mock.stop());
  const http = testHttp();
  const sessionAs = (who: SignIn): Session =>
    offered(confluence).open({ connectionId: connectionId("c-1"), baseUrl: mock.url, fields: {} }, who, http);
  const session = sessionAs(signIn);
  return {
    mock,
    session,
    log: http.log,
    sessionAs,
    key: () => session.get(ADMIN_KEY, signal),
    pass: minutes => mock.clock.advance(minutes * 60_000),
  };
}

/** Everything that a report says. */
export async function readReport(parts: AsyncIterable<ReportPart> | undefined): Promise<readonly ReportPart[]> {
  const all: ReportPart[] = [];
  for await (const part of parts ?? []) all.push(part);
  return all;
}

export const labelsOf = (parts: readonly ReportPart[]): readonly string[] =>
  parts.flatMap(part => (part.type === "found" ? part.findings.map(({ label }) => label) : []));
