import type * as v from "valibot";
import { failedAnswer, parseAnswer } from "../../core/answers.ts";
import type { Http, HttpAnswer, HttpRequest, Method } from "../../core/http.ts";
import { ServiceError } from "../../core/errors.ts";
import { listLimit, type ListLimits } from "../../core/list-limits.ts";
import { serverClock } from "../../core/server-clock.ts";
import * as l10n from "@vscode/l10n";
import { complaintOf } from "./complaint.ts";
import type { TokenSource } from "./token.ts";

export const SERVICE = "Confidence";

/** The largest page that Confidence gives; more is INVALID_ARGUMENT. */
export const PAGE_SIZE = 100;

export interface Call {
  readonly method: Method;
  /** Below the base URL: `/v1/apiClients`. */
  readonly path: string;
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

type PageSchema<Item> = v.GenericSchema<unknown, { readonly items: readonly Item[]; readonly next: string }>;

/** Calls to Confidence's IAM API, signed in; a token that has run out is replaced once and the call repeated. */
export interface Client {
  call<Schema extends v.GenericSchema>(call: Call, schema: Schema, signal: AbortSignal): Promise<v.InferOutput<Schema>>;
  /** All pages, one after the other. `query` goes with each. */
  pages<Item>(
    path: string,
    query: Readonly<Record<string, string>>,
    schema: PageSchema<Item>,
    signal: AbortSignal,
    limits?: ListLimits,
  ): AsyncIterable<readonly Item[]>;
  /** The server's clock when it last answered. */
  serverTime(): Date;
}

export function createClient(baseUrl: string, tokens: TokenSource, http: Http): Client {
  const clock = serverClock();

  const send = async ({ method, path, query, body }: Call, token: string, signal: AbortSignal): Promise<HttpAnswer> => {
    const url = new URL(`${baseUrl}${path}`);
    for (const [name, value] of Object.entries(query ?? {})) url.searchParams.set(name, value);
    const request: HttpRequest = { method, url, headers: { authorization: `Bearer ${token}` }, signal };
    const answer = await http.send(body === undefined ? request : { ...request, body });
    clock.hear(answer.headers);
    return answer;
  };

  const signedIn = async (call: Call, signal: AbortSignal): Promise<HttpAnswer> => {
    const token = await tokens.get(signal);
    const answer = await send(call, token, signal);
    // A 401 means that nothing was done, so that even a create may be sent again with a fresh token.
    if (answer.status !== 401 || !tokens.renewable) return answer;
    return send(call, await tokens.renew(token, signal), signal);
  };

  const succeeded = async (request: Call, signal: AbortSignal): Promise<HttpAnswer> => {
    const answer = await signedIn(request, signal);
    if (answer.status >= 200 && answer.status <= 299) return answer;
    throw failedAnswer(answer, SERVICE, complaintOf(answer.text), answer.status === 401 ? tokens.lapsed : undefined);
  };

  return {
    async call(request, schema, signal) {
      const answer = await succeeded(request, signal);
      // Google's guidelines have `{}` after a delete; nothing at all says the same.
      const isBare = request.method === "DELETE" && answer.text.trim() === "";
      return parseAnswer(isBare ? { ...answer, text: "{}" } : answer, schema, SERVICE);
    },
    async *pages(path, query, schema, signal, limits) {
      const seen = new Set<string>();
      const countPage = listLimit(SERVICE, limits);
      for (let pageToken = ""; ;) {
        const paging = { pageSize: String(PAGE_SIZE), ...(pageToken === "" ? {} : { pageToken }) };
        const answer = await succeeded({ method: "GET", path, query: { ...query, ...paging } }, signal);
        const page = parseAnswer(answer, schema, SERVICE);
        countPage(page.items.length, answer.text.length);
        yield page.items;
        if (page.next === "") return;
        if (seen.has(page.next)) throw circular();
        seen.add(page.next);
        pageToken = page.next;
      }
    },
    serverTime: clock.now,
  };
}

const circular = (): ServiceError =>
  new ServiceError({
    kind: "protocol",
    service: SERVICE,
    message: l10n.t("{0} sent the same page twice, so the list can't be completed.", SERVICE),
    hint: l10n.t("Refresh; if it stays like this, please report it."),
  });
