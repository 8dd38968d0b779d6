import type { IncomingHttpHeaders, OutgoingHttpHeaders } from "node:http";
import type { JournalEntry } from "./journal.ts";
import type { Secrets } from "../redaction.ts";
import { isSecretName, noteHeaderSecrets, redactHeader, redacted } from "../redaction.ts";

/** What was sent and answered, as it came. It is redacted when somebody looks, not for each request. */
export interface Raw {
  readonly requestHeaders: IncomingHttpHeaders;
  /** With the question mark; empty where there is none. */
  readonly search: string;
  readonly requestBody: unknown;
  readonly requestLength: number;
  readonly answerHeaders: OutgoingHttpHeaders;
  readonly answer: string | undefined;
  /** The contents had to make room for newer ones. */
  readonly forgotten?: true;
}

/** One half of an exchange, without any secret. */
export interface Message {
  readonly headers: Readonly<Record<string, string>>;
  /** JSON; undefined where nothing was sent, or `omitted` says why it is missing. */
  readonly body?: unknown;
  readonly omitted?: string;
}

/** A request and its answer, without any secret. */
export interface Exchange extends JournalEntry {
  readonly request: Message & { readonly query: Readonly<Record<string, string>> };
  readonly answer: Message;
}

/** Long lists are not read just because they are forgotten; what hands a secret out is short. */
const longestReadInPassing = 8000;

/** Notes the secrets of an exchange: what one request brings may be found in the address of the next. */
export function noteSecrets(raw: Raw, secrets: Secrets, inPassing = false): void {
  for (const headers of [raw.requestHeaders, raw.answerHeaders]) {
    for (const [name, value] of headerPairs(headers)) noteHeaderSecrets(name, value, secrets);
  }
  if (raw.search !== "")
    for (const [name, value] of new URLSearchParams(raw.search)) if (isSecretName(name)) secrets.note(value);
  secrets.noteIn(raw.requestBody);
  if (!inPassing || (raw.answer?.length ?? 0) <= longestReadInPassing) secrets.noteIn(bodyOf(raw.answer).body);
}

/** An exchange as anybody may see it. */
export function shown(entry: JournalEntry, raw: Raw, known: Secrets): Exchange {
  const { requestHeaders, answerHeaders, requestBody } = raw;
  const query = [...new URLSearchParams(raw.search)];
  const text = [entry.path, raw.answer, JSON.stringify([query, requestHeaders, answerHeaders, requestBody])];
  const secrets = known.within(text.join("\n"));
  return {
    ...entry,
    path: secrets.strike(entry.path),
    request: {
      headers: redactedHeaders(headerPairs(requestHeaders), secrets),
      query: Object.fromEntries(
        query.map(([name, value]) => [secrets.strike(name), isSecretName(name) ? redacted : secrets.strike(value)]),
      ),
      ...message({ body: requestBody }, raw, secrets),
    },
    answer: {
      headers: redactedHeaders(headerPairs(answerHeaders), secrets),
      ...message(bodyOf(raw.answer), raw, secrets),
    },
  };
}

function* headerPairs(headers: IncomingHttpHeaders | OutgoingHttpHeaders): Generator<[string, string]> {
  for (const name in headers) {
    const value = headers[name];
    if (Array.isArray(value)) for (const one of value) yield [name, one];
    else if (value !== undefined) yield [name, String(value)];
  }
}

function redactedHeaders(pairs: Iterable<[string, string]>, secrets: Secrets): Record<string, string> {
  const headers = new Map<string, string>();
  for (const [name, value] of pairs) {
    const safe = redactHeader(name, value, secrets);
    const before = headers.get(name);
    headers.set(name, before === undefined ? safe : `${before}, ${safe}`);
  }
  return Object.fromEntries(headers);
}

interface Body {
  readonly body?: unknown;
  readonly omitted?: string;
}

function bodyOf(text: string | undefined): Body {
  if (text === undefined || text === "") return {};
  try {
    return { body: JSON.parse(text) };
  } catch {
    return { omitted: "This is no JSON." };
  }
}

function message({ body, omitted }: Body, { forgotten }: Raw, secrets: Secrets): Body {
  if (forgotten) return { omitted: "Newer requests needed the room." };
  if (omitted !== undefined) return { omitted };
  return body === undefined ? {} : { body: secrets.strikeIn(body) };
}
