import * as v from "valibot";
import { HttpFailure } from "../../http-failure.ts";
import { aStatus, check, expectationSchema } from "../../journal/expectation.ts";
import { fitsEntry } from "../../journal/filter.ts";
import { serviceName } from "../../service-name.ts";
import { endpoint, parse, queryOf } from "../endpoint.ts";
import type { Endpoint } from "../endpoint.ts";

/** JSON Schema is made of what comes before a transformation, so the description does. */
const number = (description: string) =>
  v.pipe(
    v.string(),
    v.description(description),
    v.regex(/^\d{1,15}$/, "This has to be a whole number."),
    v.transform(Number),
  );

const filterEntries = {
  service: v.optional(v.pipe(serviceName, v.description("Only this service's requests."))),
  method: v.optional(v.pipe(v.string(), v.toUpperCase(), v.description("Only requests of this method."))),
  path: v.optional(
    v.pipe(
      v.string(),
      v.description("Only this path, with * for anything, or without one and with all that is below it."),
    ),
  ),
  status: v.optional(
    v.pipe(
      v.string(),
      v.regex(/^[0-5](xx|\d\d)?$/, aStatus),
      v.description("Only what was answered like this: 404, or 4xx for all of its kind."),
    ),
  ),
  after: v.optional(number("Only what came after the request with this id.")),
};

const entryEntries = {
  id: v.pipe(v.number(), v.description("Counts up from 1.")),
  at: v.pipe(v.string(), v.description("When, by the clock that everything goes by.")),
  service: v.optional(v.pipe(v.string(), v.description("Whose the path is; missing where it is nobody's."))),
  method: v.pipe(v.string(), v.description("GET for example.")),
  path: v.pipe(v.string(), v.description("Without the query.")),
  status: v.pipe(v.number(), v.description("0 where the connection was cut instead of answered.")),
  milliseconds: v.pipe(v.number(), v.description("How long the answer took, in real time.")),
  fault: v.optional(v.pipe(v.string(), v.description("What was made to go wrong."))),
};
const entry = v.object(entryEntries);
const message = {
  headers: v.pipe(v.objectWithRest({}, v.string()), v.description("By their name, secrets redacted.")),
  body: v.optional(v.pipe(v.unknown(), v.description("As JSON, secrets redacted."))),
  omitted: v.optional(v.pipe(v.string(), v.description("Why the body is missing."))),
};
const exchange = v.object({
  ...entryEntries,
  request: v.pipe(
    v.object({
      ...message,
      query: v.pipe(v.objectWithRest({}, v.string()), v.description("The parameters, by their name.")),
    }),
    v.description("What was sent."),
  ),
  answer: v.pipe(v.object(message), v.description("What came back.")),
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
      limit: v.optional(number("Only the last so many.")),
      details: v.optional(
        v.pipe(v.picklist(["true", "false"]), v.description("Whether to answer with what was sent and answered, too.")),
      ),
    }),
    answer: v.object({ requests: v.pipe(v.array(v.union([exchange, entry])), v.description("The oldest first.")) }),
    handle: ({ journal }, { query: { details, ...filter } }) => ({
      requests: details === "true" ? journal.exchanges(filter) : journal.entries(filter),
    }),
  }),
  endpoint({
    method: "DELETE",
    path: "/__mock/journal",
    summary: "Forgets the requests",
    answer: v.object({ requests: v.pipe(v.array(entry), v.description("None any more.")) }),
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
      met: v.pipe(v.boolean(), v.description("Whether as many came as were expected.")),
      count: v.pipe(v.number(), v.description("How many came that fit.")),
      requests: v.pipe(v.array(exchange), v.description("Those that fit, the oldest first.")),
      nearest: v.pipe(
        v.array(
          v.object({
            request: v.pipe(exchange, v.description("A request that does not fit.")),
            differences: v.pipe(v.array(v.string()), v.description("What is different about it, place by place.")),
          }),
        ),
        v.description("Where the expectation is not met: the requests that come closest."),
      ),
    }),
    handle: ({ journal }, { body }) => check(body, journal.exchanges()),
  }),
];
