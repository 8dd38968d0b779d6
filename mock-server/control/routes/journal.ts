import * as v from "valibot";
import { HttpFailure } from "../../http-failure.ts";
import { aStatus, check, expectationSchema } from "../../journal/expectation.ts";
import { fitsEntry } from "../../journal/filter.ts";
import { serviceName } from "../../service-name.ts";
import { endpoint, parse, queryOf } from "../endpoint.ts";
import type { Endpoint } from "../endpoint.ts";

const number = v.pipe(v.string(), v.regex(/^\d{1,15}$/, "This has to be a whole number."), v.transform(Number));

const filterEntries = {
  service: v.optional(serviceName),
  method: v.optional(v.pipe(v.string(), v.toUpperCase())),
  /** With `*` for anything, or without one and with all that is below it. */
  path: v.optional(v.string()),
  /** 404, or 4xx for all of its kind. */
  status: v.optional(v.pipe(v.string(), v.regex(/^[0-5](xx|\d\d)?$/, aStatus))),
  /** Only what came after the request with this id. */
  after: v.optional(number),
};

const entryEntries = {
  id: v.number(),
  at: v.string(),
  service: v.optional(v.string()),
  method: v.string(),
  path: v.string(),
  /** 0 where the connection was cut instead of answered. */
  status: v.number(),
  milliseconds: v.number(),
  fault: v.optional(v.string()),
};
const entry = v.object(entryEntries);
const message = {
  headers: v.objectWithRest({}, v.string()),
  body: v.optional(v.unknown()),
  /** Why the body is missing. */
  omitted: v.optional(v.string()),
};
const exchange = v.object({
  ...entryEntries,
  request: v.object({ ...message, query: v.objectWithRest({}, v.string()) }),
  answer: v.object(message),
});

const streamQuery = v.strictObject(filterEntries);

/** Goes on by itself after a break: a browser says which event it saw last. */
const stream: Endpoint = {
  method: "GET",
  path: "/__mock/journal/stream",
  summary: "Requests as they are answered, as server-sent events named `request`",
  query: streamQuery,
  bodyIsOptional: false,
  answer: { type: "text/event-stream", schema: v.string() },
  perform: ({ journal, streams }, request, response) => {
    const filter = parse(streamQuery, queryOf(request));
    const seen = Number(request.get("last-event-id") ?? NaN);
    let unsubscribe = (): void => undefined;
    const send = streams.open(response, () => unsubscribe());
    if (Number.isInteger(seen) || filter.after !== undefined) {
      const after = Number.isInteger(seen) ? seen : filter.after;
      for (const missed of journal.entries({ ...filter, after })) send("request", missed.id, missed);
    }
    unsubscribe = journal.subscribe(added => {
      if (fitsEntry(filter, added)) send("request", added.id, added);
    });
    return Promise.resolve();
  },
};

export const journalEndpoints: readonly Endpoint[] = [
  endpoint({
    method: "GET",
    path: "/__mock/journal",
    summary: "The last requests, the oldest first; with `details=true` what was sent and answered, redacted",
    query: v.strictObject({
      ...filterEntries,
      limit: v.optional(number),
      details: v.optional(v.picklist(["true", "false"])),
    }),
    answer: v.object({ requests: v.array(v.union([exchange, entry])) }),
    handle: ({ journal }, { query: { details, ...filter } }) => ({
      requests: details === "true" ? journal.exchanges(filter) : journal.entries(filter),
    }),
  }),
  endpoint({
    method: "DELETE",
    path: "/__mock/journal",
    summary: "Forgets the requests",
    answer: v.object({ requests: v.array(entry) }),
    handle: ({ journal }) => {
      journal.clear();
      return { requests: [] };
    },
  }),
  stream,
  endpoint({
    method: "GET",
    path: "/__mock/journal/{name}",
    summary: "The request with this id, with what was sent and answered, redacted",
    answer: exchange,
    errors: { 404: "There is no such request, or no longer." },
    handle: ({ journal }, { name }) => {
      const [found] = journal.exchanges({ id: Number(name) });
      if (found === undefined) throw new HttpFailure(404, `There is no request ${JSON.stringify(name)}.`);
      return found;
    },
  }),
  endpoint({
    method: "POST",
    path: "/__mock/expectations",
    summary: "Was this called, how often, and with what? Where it was not, the requests that come closest",
    body: expectationSchema,
    answer: v.object({
      met: v.boolean(),
      count: v.number(),
      requests: v.array(exchange),
      nearest: v.array(v.object({ request: exchange, differences: v.array(v.string()) })),
    }),
    handle: ({ journal }, { body }) => check(body, journal.exchanges()),
  }),
];
