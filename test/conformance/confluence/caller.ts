import { startMockServer } from "../../../mock-server/mock.ts";
import type { MockServer, MockServerOptions } from "../../../mock-server/mock.ts";

export type Json = Record<string, unknown>;

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  readonly body: Json;
}

export interface Sent {
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Somebody who calls Confluence with an email and an API token. */
export interface Caller {
  readonly send: (method: string, path: string, sent?: Sent) => Promise<Answer>;
  readonly get: (path: string) => Promise<Answer>;
  /** With the header that asks for the admin key. */
  readonly getWithKey: (path: string) => Promise<Answer>;
  readonly key: () => Promise<Answer>;
  readonly turnOn: (body?: unknown) => Promise<Answer>;
  readonly turnOff: () => Promise<Answer>;
}

export const adminKey = "/wiki/api/v2/admin-key";
export const v1 = "/wiki/rest/api";
export const v2 = "/wiki/api/v2";
export const withKey = { "Atl-Confluence-With-Admin-Key": "true" };

export const admin = "admin@keyporter.example:demo-confluence-token";
export const admin2 = "admin2@keyporter.example:demo-confluence-token-2";
export const member = "member@keyporter.example:demo-member-token";
export const outsider = "outsider@keyporter.example:demo-outsider-token";
export const scoped = "admin@keyporter.example:demo-scoped-token";
export const bogus = "admin@keyporter.example:no-such-token";

export function basic(credentials: string): string {
  return `Basic ${Buffer.from(credentials).toString("base64")}`;
}

export function callerOf(url: string, authorization?: string): Caller {
  const send = async (method: string, path: string, { body, headers = {} }: Sent = {}): Promise<Answer> => {
    const response = await fetch(`${url}${path}`, {
      method,
      headers: {
        ...(authorization === undefined ? {} : { Authorization: authorization }),
        ...(body === undefined ? {} : { "Content-Type": "application/json" }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: typeof body === "string" ? body : JSON.stringify(body) }),
    });
    const text = await response.text();
    const isJson = response.headers.get("content-type")?.startsWith("application/json") ?? false;
    return {
      status: response.status,
      headers: response.headers,
      text,
      body: (isJson ? JSON.parse(text) : {}) as Json,
    };
  };
  return {
    send,
    get: path => send("GET", path),
    getWithKey: path => send("GET", path, { headers: withKey }),
    key: () => send("GET", adminKey),
    turnOn: body => send("POST", adminKey, { body }),
    turnOff: () => send("DELETE", adminKey),
  };
}

export interface Scene {
  readonly mock: MockServer;
  readonly url: string;
  readonly admin: Caller;
  readonly admin2: Caller;
  readonly member: Caller;
  readonly as: (credentials: string) => Caller;
  readonly nobody: Caller;
  readonly mistakes: readonly unknown[];
}

export async function startScene(options: MockServerOptions = {}): Promise<Scene> {
  const mistakes: unknown[] = [];
  const mock = await startMockServer({ onError: error => mistakes.push(error), ...options });
  const as = (credentials: string) => callerOf(mock.url, basic(credentials));
  return {
    mock,
    url: mock.url,
    admin: as(admin),
    admin2: as(admin2),
    member: as(member),
    as,
    nobody: callerOf(mock.url),
    mistakes,
  };
}

/** The rows of a list. */
export function results({ body }: Answer): Json[] {
  return body["results"] as Json[];
}

/** One field of each of them. */
export function column(answer: Answer, name: string): unknown[] {
  return results(answer).map(row => row[name]);
}

/** The link to the next page of a list, as an address below the origin. */
export function nextOf({ body }: Answer): string | undefined {
  const { next, context = "" } = body["_links"] as { next?: string; context?: string };
  return next === undefined ? undefined : `${context}${next}`;
}

/** All rows of a list, page by page. */
export async function all(get: (path: string) => Promise<Answer>, path: string): Promise<Json[]> {
  const rows: Json[] = [];
  for (let at: string | undefined = path; at !== undefined;) {
    const answer: Answer = await get(at);
    if (answer.status !== 200) throw new Error(`${at} was answered with ${answer.status}.`);
    rows.push(...results(answer));
    at = nextOf(answer);
  }
  return rows;
}

/** The ids of all rows of a list. */
export async function ids(get: (path: string) => Promise<Answer>, path: string): Promise<string[]> {
  return (await all(get, path)).map(({ id }) => String(id));
}
