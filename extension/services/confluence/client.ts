import * as l10n from "@vscode/l10n";
import type * as v from "valibot";
import { failedAnswer, parseAnswer } from "../../core/answers.ts";
import { ServiceError } from "../../core/errors.ts";
import type { Http, HttpAnswer, HttpRequest, Method } from "../../core/http.ts";
import { serverClock } from "../../core/server-clock.ts";
import type { SignIn } from "../service.ts";
import { complaintOf, isRefusedSignIn, isScoped } from "./complaint.ts";

export const SERVICE = "Confluence";

/** Makes a request count with the admin key, where one is on: "Users can only make calls ... by adding the following HTTP header". */
export const KEY_HEADER = { name: "Atl-Confluence-With-Admin-Key", value: "true" } as const;

export interface Call {
  readonly method: Method;
  /** Below the site: `/wiki/api/v2/admin-key`. */
  readonly path: string;
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  /** With the header that uses the admin key. */
  readonly withKey?: boolean;
}

/** Calls to a site's REST APIs as the person who signs in. */
export interface Client {
  call<Schema extends v.GenericSchema>(call: Call, schema: Schema, signal: AbortSignal): Promise<v.InferOutput<Schema>>;
  /** For an answer without a body. */
  send(call: Call, signal: AbortSignal): Promise<void>;
  /** The server's clock, from its last answer. */
  serverTime(): Date;
}

export function createClient(baseUrl: string, signIn: SignIn, http: Http): Client {
  // The header tells whole seconds; the middle of that second is the best guess.
  const clock = serverClock(500);

  const exchange = async ({ method, path, query, body, withKey }: Call, signal: AbortSignal): Promise<HttpAnswer> => {
    const url = new URL(`${baseUrl}${path}`);
    for (const [name, value] of Object.entries(query ?? {})) url.searchParams.set(name, value);
    const headers = {
      authorization: basicHeader(signIn),
      ...(withKey === true ? { [KEY_HEADER.name]: KEY_HEADER.value } : {}),
    };
    // Turning off twice is turning off.
    const request: HttpRequest = { method, url, headers, signal, repeatable: method === "GET" || method === "DELETE" };
    const answer = await http.send(body === undefined ? request : { ...request, body });
    clock.hear(answer.headers);
    if (answer.status >= 200 && answer.status <= 299) return answer;
    throw failed(answer);
  };

  return {
    async call(call, schema, signal) {
      return parseAnswer(await exchange(call, signal), schema, SERVICE);
    },
    async send(call, signal) {
      await exchange(call, signal);
    },
    serverTime: clock.now,
  };
}

const basicHeader = ({ values, secrets }: SignIn): string =>
  `Basic ${Buffer.from(`${values["email"] ?? ""}:${secrets["apiToken"]?.reveal() ?? ""}`).toString("base64")}`;

function failed(answer: HttpAnswer): ServiceError {
  if (isRefusedSignIn(answer)) return refused();
  return failedAnswer(answer, SERVICE, complaintOf(answer.text), hintOf(answer));
}

const refused = (): ServiceError =>
  new ServiceError({
    kind: "unauthenticated",
    service: SERVICE,
    status: 403,
    message: l10n.t("Confluence does not accept the sign-in (403)."),
    hint: checkSignIn(),
  });

const checkSignIn = (): string =>
  l10n.t("Check the email and the API token. A token that has ended or was revoked can't sign in.");

function hintOf({ status, text }: HttpAnswer): string | undefined {
  if (status !== 401) return undefined;
  return isScoped(text)
    ? l10n.t("The API token may have been made with scopes: sign in with one that was created without scopes.")
    : checkSignIn();
}
