import { startMockServer } from "../../../mock-server/mock.ts";
import type { MockServer, MockServerOptions } from "../../../mock-server/mock.ts";

export type Json = Record<string, unknown>;

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Json;
}

export interface Sent {
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Somebody who calls Octane and keeps its cookies, as a browser does. */
export interface Caller {
  readonly cookies: Map<string, string>;
  readonly send: (method: string, path: string, sent?: Sent) => Promise<Answer>;
  /** Below the shared space. */
  readonly get: (path: string) => Promise<Answer>;
  readonly post: (path: string, body: unknown) => Promise<Answer>;
  readonly put: (path: string, body: unknown) => Promise<Answer>;
  readonly signIn: (body: unknown) => Promise<Answer>;
}

export const space = "/api/shared_spaces/1001";
export const admin = { user: "admin@keyporter.example", password: "Demo-passw0rd" };
export const member = { user: "member@keyporter.example", password: "Demo-passw0rd" };
export const demoKey = { client_id: "demo_l2j4391xlw0k2ipwx5ejmdor8", client_secret: "Demo@83sd!f1042ds" };
export const key1003 = { client_id: "myKey03_l2j4391xlw0k2ipwx5ejmdor8", client_secret: "Demo1003-secret!" };

export function callerOf(url: string, always: Readonly<Record<string, string>> = {}): Caller {
  const cookies = new Map<string, string>();
  const send = async (method: string, path: string, { body, headers = {} }: Sent = {}): Promise<Answer> => {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join("; ");
    const response = await fetch(`${url}${path}`, {
      method,
      headers: {
        "ALM-OCTANE-TECH-PREVIEW": "true",
        ...(cookie === "" ? {} : { Cookie: cookie }),
        ...(body === undefined ? {} : { "Content-Type": "application/json" }),
        ...always,
        ...headers,
      },
      ...(body === undefined ? {} : { body: typeof body === "string" ? body : JSON.stringify(body) }),
    });
    for (const line of response.headers.getSetCookie()) {
      const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      if (value === "") cookies.delete(name);
      else cookies.set(name, value);
    }
    const text = await response.text();
    return { status: response.status, headers: response.headers, body: (text === "" ? {} : JSON.parse(text)) as Json };
  };
  return {
    cookies,
    send,
    get: path => send("GET", `${space}${path}`),
    post: (path, body) => send("POST", `${space}${path}`, { body }),
    put: (path, body) => send("PUT", `${space}${path}`, { body }),
    signIn: body => send("POST", "/authentication/sign_in", { body }),
  };
}

export interface Scene {
  readonly mock: MockServer;
  readonly url: string;
  /** Signed in with the demo key. */
  readonly admin: Caller;
  /** A caller who signed in with this. */
  readonly as: (credentials: unknown) => Promise<Caller>;
  readonly stranger: () => Caller;
  readonly mistakes: readonly unknown[];
}

export async function startScene(options: MockServerOptions = {}): Promise<Scene> {
  const mistakes: unknown[] = [];
  const mock = await startMockServer({ onError: error => mistakes.push(error), ...options });
  const stranger = () => callerOf(mock.url);
  const as = async (credentials: unknown) => {
    const caller = stranger();
    const { status } = await caller.signIn(credentials);
    if (status !== 200) throw new Error(`Signing in was answered with ${status}.`);
    return caller;
  };
  const first = stranger();
  await first.signIn(demoKey);
  return { mock, url: mock.url, admin: first, as, stranger, mistakes };
}

/** The entities of a list. */
export function data({ body }: Answer): Json[] {
  return body["data"] as Json[];
}

/** What a parameter looks like in an address. */
export function query(text: string): string {
  return `query=${encodeURIComponent(`"${text}"`)}`;
}
