import * as l10n from "@vscode/l10n";
import type * as v from "valibot";
import { failedAnswer, parseAnswer } from "../../core/answers.ts";
import { cancellable } from "../../core/cancellable.ts";
import { ServiceError } from "../../core/errors.ts";
import type { Http, HttpAnswer, HttpRequest, Method } from "../../core/http.ts";
import { serverClock } from "../../core/server-clock.ts";
import type { SignIn } from "../service.ts";
import { complaintOf } from "./complaint.ts";
import { createCookies } from "./cookies.ts";

export const SERVICE = "Octane";

/** As much as Octane's own integrations ask for at once. */
export const PAGE_SIZE = 1000;

export interface Call {
  readonly method: Method;
  /** Below the server: `/api/shared_spaces/1001/api_accesses`. */
  readonly path: string;
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

export interface Page<Schema extends v.GenericSchema> {
  readonly content: v.InferOutput<Schema>;
  readonly characters: number;
}

/** Calls to Octane's REST API, signed in; a session that has ended is begun anew once and the call repeated. */
export interface Client {
  call<Schema extends v.GenericSchema>(call: Call, schema: Schema, signal: AbortSignal): Promise<v.InferOutput<Schema>>;
  /** One page of a list, and how many characters its answer had. */
  page<Schema extends v.GenericSchema>(call: Call, schema: Schema, signal: AbortSignal): Promise<Page<Schema>>;
  /** Signs in now, and throws where that is refused. */
  signIn(signal: AbortSignal): Promise<void>;
  /** The server's clock, from its last answer. */
  serverTime(): Date;
}

export function createClient(baseUrl: string, signIn: SignIn, http: Http): Client {
  const cookies = createCookies(new URL(baseUrl).hostname);
  const basic = signIn.method === "basic";
  let signedIn = false;
  let underway: Promise<void> | undefined;
  /** Counts sign-ins, so that of several calls that a session's end caught only the first begins a new one. */
  let generation = 0;
  const clock = serverClock();

  const send = async ({ method, path, query, body }: Call, signal: AbortSignal): Promise<HttpAnswer> => {
    const url = new URL(`${baseUrl}${path}`);
    for (const [name, value] of Object.entries(query ?? {})) url.searchParams.set(name, value);
    const cookie = cookies.header();
    const headers = {
      // `api_accesses` is a technical preview; with hyphens, since proxies drop names with underscores.
      "alm-octane-tech-preview": "true",
      ...(basic ? { authorization: basicHeader(signIn) } : {}),
      ...(cookie === "" ? {} : { cookie }),
    };
    const request: HttpRequest = { method, url, headers, signal };
    const answer = await http.send(body === undefined ? request : { ...request, body });
    cookies.absorb(answer.headers);
    clock.hear(answer.headers);
    return answer;
  };

  /** One sign-in at a time, with a signal of its own: one caller's cancel must not fail the others. */
  const begin = (): Promise<void> => {
    underway ??= beginSession().finally(() => (underway = undefined));
    return underway;
  };

  const beginSession = async (): Promise<void> => {
    signedIn = false;
    // Signing in may fail while cookies of another session are there.
    cookies.clear();
    const answer = await send(
      { method: "POST", path: "/authentication/sign_in", body: signInBody(signIn) },
      AbortSignal.timeout(60_000),
    );
    if (answer.status !== 200 && answer.status !== 304) throw refusedSignIn(answer);
    if (cookies.header() === "") throw noSession();
    signedIn = true;
    generation++;
  };

  const exchange = async (call: Call, signal: AbortSignal): Promise<HttpAnswer> => {
    if (basic) return send(call, signal);
    if (!signedIn) await cancellable(begin(), signal);
    const before = generation;
    const answer = await send(call, signal);
    if (answer.status !== 401) return answer;
    // A 401 means that nothing was done, so that even a create may be sent again.
    if (generation === before) await cancellable(begin(), signal);
    return send(call, signal);
  };

  const succeeded = async (request: Call, signal: AbortSignal): Promise<HttpAnswer> => {
    const answer = await exchange(request, signal);
    if (answer.status >= 200 && answer.status <= 299) return answer;
    throw failed(answer);
  };

  return {
    async call(request, schema, signal) {
      return parseAnswer(await succeeded(request, signal), schema, SERVICE);
    },
    async page(request, schema, signal) {
      const answer = await succeeded(request, signal);
      return { content: parseAnswer(answer, schema, SERVICE), characters: answer.text.length };
    },
    signIn: signal => (basic ? Promise.resolve() : cancellable(begin(), signal)),
    serverTime: clock.now,
  };
}

const basicHeader = (signIn: SignIn): string => {
  const user = signIn.values["user"] ?? "";
  const password = signIn.secrets["password"]?.reveal() ?? "";
  return `Basic ${Buffer.from(`${user}:${password}`).toString("base64")}`;
};

const signInBody = ({ method, values, secrets }: SignIn): Readonly<Record<string, string>> =>
  method === "key"
    ? { client_id: values["clientId"] ?? "", client_secret: secrets["clientSecret"]?.reveal() ?? "" }
    : { user: values["user"] ?? "", password: secrets["password"]?.reveal() ?? "" };

function refusedSignIn(answer: HttpAnswer): ServiceError {
  const complaint = complaintOf(answer.text);
  const keysOnly =
    answer.status === 403 ||
    /api[ _-]?(?:access )?keys?[ _-]only/iu.test(`${complaint.code ?? ""} ${complaint.message ?? ""}`);
  if (keysOnly) return failedAnswer(answer, SERVICE, complaint, restricted());
  const hint =
    answer.status === 401
      ? l10n.t("Check the sign-in. An API access key that was revoked or has expired can't sign in.")
      : undefined;
  return failedAnswer(answer, SERVICE, complaint, hint);
}

const restricted = (): string =>
  l10n.t(
    "This server may be restricted to API access keys (RESTRICT_REST_API_TO_API_KEYS_ONLY): sign in with a key instead of a user.",
  );

const noSession = (): ServiceError =>
  new ServiceError({
    kind: "protocol",
    service: SERVICE,
    message: l10n.t("Octane accepted the sign-in but gave no session."),
    hint: l10n.t("Check the address, and whether a proxy in between removes cookies."),
  });

function failed(answer: HttpAnswer): ServiceError {
  const complaint = complaintOf(answer.text);
  const space = answer.status === 404 && answer.text.includes("SharedSpaceNotFound");
  const hint = space
    ? l10n.t("There is no shared space of this id: edit the connection, and choose one that your sign-in sees.")
    : undefined;
  return failedAnswer(answer, SERVICE, complaint, hint);
}
