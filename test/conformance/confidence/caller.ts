import { startMockServer } from "../../../mock-server/mock.ts";
import type { MockServer, MockServerOptions } from "../../../mock-server/mock.ts";

export type Json = Record<string, unknown>;

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Json;
}

/** Somebody who calls Confidence with a bearer. */
export interface Caller {
  readonly get: (path: string) => Promise<Answer>;
  readonly post: (path: string, body?: unknown) => Promise<Answer>;
  readonly patch: (path: string, body: unknown) => Promise<Answer>;
  readonly remove: (path: string) => Promise<Answer>;
}

export const adminToken = "demo-confidence-token";
export const readerToken = "demo-reader-token";

export function callerOf(url: string, token: string | undefined): Caller {
  const call = async (method: string, path: string, body?: unknown): Promise<Answer> => {
    const response = await fetch(`${url}${path}`, {
      method,
      headers: {
        ...(token === undefined ? {} : { Authorization: `Bearer ${token}` }),
        ...(body === undefined ? {} : { "Content-Type": "application/json" }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    return { status: response.status, headers: response.headers, body: (await response.json()) as Json };
  };
  return {
    get: path => call("GET", path),
    post: (path, body) => call("POST", path, body),
    patch: (path, body) => call("PATCH", path, body),
    remove: path => call("DELETE", path),
  };
}

export interface Scene {
  readonly mock: MockServer;
  readonly url: string;
  readonly admin: Caller;
  readonly reader: Caller;
  readonly as: (token: string | undefined) => Caller;
  /** The bearer that a client ID and secret are exchanged for. */
  readonly signIn: (clientId: unknown, clientSecret: unknown) => Promise<string>;
}

export async function startScene(options: MockServerOptions = {}): Promise<Scene> {
  const mock = await startMockServer(options);
  const as = (token: string | undefined) => callerOf(mock.url, token);
  return {
    mock,
    url: mock.url,
    admin: as(adminToken),
    reader: as(readerToken),
    as,
    signIn: async (clientId, clientSecret) => {
      const answer = await as(undefined).post("/v1/oauth/token", {
        grantType: "client_credentials",
        clientId,
        clientSecret,
      });
      if (answer.status !== 200) throw new Error(`Signing in was answered with ${answer.status}.`);
      return String(answer.body["accessToken"]);
    },
  };
}

export function names(list: unknown): unknown[] {
  return (list as Json[]).map(item => item["name"]);
}

export function displayNames(list: unknown): unknown[] {
  return (list as Json[]).map(item => item["displayName"]);
}
