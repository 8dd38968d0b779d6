import { resolve } from "node:path";
import { MOCK_URL, parseBaseUrl } from "../connections/base-url.ts";
import { createHttp, type Http } from "../core/http.ts";
import { connectionId } from "../core/model.ts";
import { privateHttps } from "../private-ca/private-http.ts";
import { serviceById, services } from "../services/catalog.ts";
import type { Service, Session, SignIn } from "../services/service.ts";
import type { Flags } from "./command-line.ts";
import { connectionFieldsFrom, type Environment, signInFrom } from "./environment.ts";
import { UsageError } from "./usage-error.ts";

/** What a run has of the machine. */
export interface Surroundings {
  readonly env: Environment;
  readonly fetch: typeof globalThis.fetch;
  /** `dist/undici.cjs` */
  readonly undici: string;
  readonly signal: AbortSignal;
  /** To standard output, as it is. */
  readonly out: (text: string) => void;
  /** To standard error, as it is. */
  readonly err: (text: string) => void;
  /** To standard error, for people. */
  readonly say: (text: string) => void;
}

/** A server with a sign-in, for one run. */
export interface Connected {
  readonly service: Service;
  readonly session: Session;
  readonly baseUrl: string;
  readonly signIn: SignIn;
  /** Whether anything was sent yet, to whomever. */
  hasAsked(): boolean;
  close(): void;
}

/** From flags and environment; nothing is sent yet. Throws a `UsageError`. */
export function connect(flags: Flags, { env, fetch, undici, say }: Surroundings): Connected {
  const service = serviceNamed(flags.service ?? env["KEYPORTER_SERVICE"]);
  const { info } = service;
  const baseUrl = addressOf(service, flags.url ?? env["KEYPORTER_URL"]);
  const signIn = signInFrom(info, env, flags["sign-in"]);
  const fields = connectionFieldsFrom(info, env);
  let hasAsked = false;
  const noting: typeof fetch = (...request) => {
    hasAsked = true;
    return fetch(...request);
  };
  const options = { fetch: noting, log: flags.verbose === true ? say : () => undefined };
  const isPrivate = flags.ca !== undefined && baseUrl.startsWith("https:");
  const lease: { readonly http: Http; dispose(): void } = isPrivate
    ? privateHttps({ ...options, undici })(resolve(flags.ca ?? ""))
    : { http: createHttp(options), dispose: () => undefined };
  const session = service.open({ connectionId: connectionId("command-line"), baseUrl, fields }, signIn, lease.http);
  return { service, session, baseUrl, signIn, hasAsked: () => hasAsked, close: () => lease.dispose() };
}

function serviceNamed(name: string | undefined): Service {
  const service = serviceById(name ?? "");
  if (service !== undefined) return service;
  const names = services().map(({ info }) => info.id);
  throw new UsageError(`Say which service with --service: ${names.join(", ")}.`);
}

function addressOf({ info }: Service, typed: string | undefined): string {
  const known = info.servers.map(({ value }) => value);
  if (typed === undefined || typed === "") {
    throw new UsageError(`Say where with --url${known.length === 0 ? "" : `, such as ${known.join(", ")}`}.`);
  }
  const parsed = parseBaseUrl(info.ownServer?.complete(typed) ?? typed);
  if (!parsed.ok) throw new UsageError(`--url: ${parsed.message}`);
  if (parsed.baseUrl === MOCK_URL) throw new UsageError("--url: start keyporter-mock, and give its address.");
  return parsed.baseUrl;
}
