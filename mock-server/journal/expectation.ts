import * as v from "valibot";
import type { Exchange } from "./exchange.ts";
import { isPath, pathPattern } from "../path-pattern.ts";
import { serviceName } from "../service-name.ts";
import { fitsEntry } from "./filter.ts";

/** What is said of something else where a status is wanted. */
export const aStatus = "This has to be a status such as 404, or 4xx for all of its kind.";

const count = v.pipe(v.number(), v.integer(), v.minValue(0));

/** Which requests are expected, and how many of them; at least one where nothing is said. */
export const expectationSchema = v.strictObject({
  service: v.optional(v.pipe(serviceName, v.description("Whose request; without it that of any service."))),
  method: v.optional(v.pipe(v.string(), v.toUpperCase(), v.description("GET for example; without it any method."))),
  path: v.optional(
    v.pipe(pathPattern, v.description("Exactly this one, or with * for anything: what is below it was not asked for.")),
  ),
  status: v.optional(
    v.pipe(
      v.union(
        [
          v.pipe(v.number(), v.integer(aStatus), v.minValue(0, aStatus), v.maxValue(599, aStatus)),
          v.pipe(v.string(), v.regex(/^[0-5](xx|\d\d)$/, aStatus)),
        ],
        aStatus,
      ),
      v.description('How it was answered: 404, or "4xx" for all of its kind.'),
    ),
  ),
  query: v.optional(v.pipe(v.looseObject({}), v.description("Parameters that have to be there with these values."))),
  body: v.optional(
    v.pipe(
      v.unknown(),
      v.description(
        'What the request has to hold; what is not named may be anything. Secrets are "[redacted]", as in the journal.',
      ),
    ),
  ),
  answer: v.optional(v.pipe(v.unknown(), v.description("What the answer has to hold, likewise."))),
  times: v.optional(v.pipe(count, v.description("Exactly so many."))),
  atLeast: v.optional(v.pipe(count, v.description("So many or more; 1 where nothing is said of how many."))),
  atMost: v.optional(v.pipe(count, v.description("So many or fewer."))),
});

export type Expectation = v.InferOutput<typeof expectationSchema>;

/** Whether it came as expected, and if not, what came instead. */
export interface Findings {
  readonly met: boolean;
  readonly count: number;
  readonly requests: readonly Exchange[];
  /** The requests that come closest, and what is different about them; empty where the expectation is met. */
  readonly nearest: readonly { readonly request: Exchange; readonly differences: readonly string[] }[];
}

const nearestShown = 3;

/** Looks for the requests of an expectation. */
export function check(expected: Expectation, exchanges: readonly Exchange[]): Findings {
  const judged = exchanges.map(request => ({ request, differences: differencesOf(expected, request) }));
  const requests = judged.filter(({ differences }) => differences.length === 0).map(({ request }) => request);
  const met = isMet(expected, requests.length);
  const nearest = judged
    .filter(({ differences }) => differences.length > 0)
    .sort(
      (left, right) => distance(left.differences) - distance(right.differences) || right.request.id - left.request.id,
    )
    .slice(0, nearestShown);
  return { met, count: requests.length, requests, nearest: met ? [] : nearest };
}

/** Another method or path is another thing altogether. */
function distance(differences: readonly string[]): number {
  const other = differences.filter(difference => /^(service|method|path) is/.test(difference));
  return differences.length + 100 * other.length;
}

function isMet({ times, atLeast, atMost }: Expectation, found: number): boolean {
  if (times !== undefined) return found === times;
  return found >= (atLeast ?? (atMost === undefined ? 1 : 0)) && found <= (atMost ?? Infinity);
}

function differencesOf(expected: Expectation, request: Exchange): string[] {
  const { service, method, path, status, query, body, answer } = expected;
  const plain = [
    fitsEntry({ service }, request) ? [] : [`service is ${request.service ?? "none"}`],
    fitsEntry({ method }, request) ? [] : [`method is ${request.method}`],
    path === undefined || isPath(path, request.path) ? [] : [`path is ${request.path}`],
    fitsEntry({ status: status?.toString() }, request) ? [] : [`status is ${request.status}`],
  ].flat();
  return [
    ...plain,
    ...(query === undefined ? [] : missing(query, request.request.query, "query")),
    ...(body === undefined ? [] : missing(body, request.request.body, "body")),
    ...(answer === undefined ? [] : missing(answer, request.answer.body, "answer")),
  ];
}

/** What of `wanted` is not in `given`, place by place. */
function missing(wanted: unknown, given: unknown, place: string): string[] {
  if (typeof wanted !== "object" || wanted === null) {
    return wanted === given ? [] : [`${place} is ${given === undefined ? "not there" : JSON.stringify(given)}`];
  }
  if (typeof given !== "object" || given === null || Array.isArray(wanted) !== Array.isArray(given)) {
    return [`${place} is ${given === undefined ? "not there" : JSON.stringify(given)}`];
  }
  const found = new Map<string, unknown>(Object.entries(given));
  const here = Object.entries(wanted).flatMap(([name, inner]) => missing(inner, found.get(name), `${place}.${name}`));
  const longer = Array.isArray(wanted) && Array.isArray(given) && given.length > wanted.length;
  return longer ? [...here, `${place} has ${given.length} elements`] : here;
}
