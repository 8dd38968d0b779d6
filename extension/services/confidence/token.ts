import * as l10n from "@vscode/l10n";
import { cancellable } from "../../core/cancellable.ts";
import { failedAnswer, parseAnswer } from "../../core/answers.ts";
import type { Http } from "../../core/http.ts";
import { Secret } from "../../core/secret.ts";
import type { SignIn } from "../service.ts";
import { complaintOf } from "./complaint.ts";
import { wireToken } from "./wire.ts";

/** Replaced this long before it ends, as Spotify's own tools do. */
const EARLY_MS = 30_000;

export interface TokenSource {
  get(signal: AbortSignal): Promise<string>;
  /** A token other than the refused one. */
  renew(refused: string, signal: AbortSignal): Promise<string>;
  /** False for a pasted token, which nobody here can replace. */
  readonly renewable: boolean;
  /** What to do once the server refuses the token for good. */
  readonly lapsed: string;
}

/** Where the access token comes from: exchanged for a client ID and secret, or pasted. */
export function tokenSource(baseUrl: string, signIn: SignIn, http: Http): TokenSource {
  const pasted = signIn.secrets["accessToken"];
  return pasted === undefined ? exchanged(baseUrl, signIn, http) : given(pasted);
}

function given(token: Secret): TokenSource {
  return {
    get: () => Promise.resolve(token.reveal()),
    renew: () => Promise.resolve(token.reveal()),
    renewable: false,
    lapsed: l10n.t(
      "A pasted access token ends after a day at most: sign in again with a new one, or with a client ID and secret.",
    ),
  };
}

function exchanged(baseUrl: string, signIn: SignIn, http: Http): TokenSource {
  let current: { readonly token: Secret; readonly endsAt: number } | undefined;
  let underway: Promise<string> | undefined;

  /** One sign-in at a time, shared by all who wait. It has its own signal: one caller's cancel must not fail the others. */
  const exchange = (): Promise<string> => {
    underway ??= fetchToken(baseUrl, signIn, http)
      .then(({ accessToken, expiresIn }) => {
        current = { token: new Secret(accessToken), endsAt: Date.now() + expiresIn * 1000 };
        return accessToken;
      })
      .finally(() => (underway = undefined));
    return underway;
  };

  return {
    get: signal =>
      current !== undefined && current.endsAt - EARLY_MS > Date.now()
        ? Promise.resolve(current.token.reveal())
        : cancellable(exchange(), signal),
    renew: (refused, signal) => {
      if (current?.token.reveal() === refused) current = undefined;
      return current === undefined ? cancellable(exchange(), signal) : Promise.resolve(current.token.reveal());
    },
    renewable: true,
    lapsed: l10n.t("Sign in again; the API client may have been deleted."),
  };
}

/** `POST /v1/oauth/token` with the client credentials grant. Getting a token twice does no harm, so it may be repeated. */
async function fetchToken(baseUrl: string, signIn: SignIn, http: Http) {
  const answer = await http.send({
    method: "POST",
    url: new URL(`${baseUrl}/v1/oauth/token`),
    body: {
      grantType: "client_credentials",
      clientId: signIn.values["clientId"] ?? "",
      clientSecret: signIn.secrets["clientSecret"]?.reveal() ?? "",
    },
    signal: new AbortController().signal,
    repeatable: true,
  });
  if (answer.status === 200) return parseAnswer(answer, wireToken, "Confidence");
  // OAuth says 400 where others say 401; the body is ours and always the same, so it is what is in it that was refused.
  if (answer.status !== 400 && answer.status !== 401) {
    throw failedAnswer(answer, "Confidence", complaintOf(answer.text));
  }
  throw failedAnswer(
    { ...answer, status: 401 },
    "Confidence",
    complaintOf(answer.text),
    l10n.t("Check the client ID and the client secret."),
  );
}
