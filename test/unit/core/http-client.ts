import {
  createHttp,
  type Http,
  type HttpOptions,
  type HttpRequest,
  type Method,
} from "../../../extension/core/http.ts";

export interface TestHttp extends Http {
  readonly log: readonly string[];
}

/** The real policy over the real fetch, with short waits between attempts. */
export function testHttp(options: Partial<HttpOptions> = {}): TestHttp {
  const log: string[] = [];
  const http = createHttp({
    fetch: (...request) => globalThis.fetch(...request),
    log: line => log.push(line),
    retryBaseMs: 1,
    ...options,
  });
  return { ...http, log };
}

export const request = (method: Method, url: string, more: Partial<HttpRequest> = {}): HttpRequest => ({
  method,
  url: new URL(url),
  signal: new AbortController().signal,
  ...more,
});
