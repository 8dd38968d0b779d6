import * as v from "valibot";
import { MOCK_URL, parseBaseUrl } from "../connections/base-url.ts";
import { oneLine } from "../core/clean-text.ts";
import { isLoopback } from "../core/safe-url.ts";

/*
 * What a team has agreed on, in a file: it guides people, and binds nobody. It can only take choices away. Nothing in it names a
 * server to go to, a command, or a setting, so that whoever writes one can be a nuisance at most.
 */

/** Below each folder of the workspace. */
export const POLICY_PATH = ".keyporter/policy.json";
/** More is no policy. */
export const LARGEST_POLICY_BYTES = 64 * 1024;

const LONGEST = 200;
const MOST_DAYS = 3650;

/** `https://octane.example`, or `https://*.example` for what is below. */
const originPattern = v.pipe(
  v.string(),
  v.maxLength(LONGEST),
  v.regex(/^https?:\/\//u),
  v.check(pattern => originOf(pattern.replace("://*.", "://any.")) !== undefined),
);

/** Strict: a rule that is misspelt would look like one that is kept. */
export const policyFile = v.strictObject({
  $schema: v.exactOptional(v.string()),
  version: v.literal(1),
  /** Who has written it, as the forms say it. */
  name: v.pipe(
    v.string(),
    v.transform(name => oneLine(name)),
    v.nonEmpty(),
    v.maxLength(LONGEST),
  ),
  allowedOrigins: v.exactOptional(v.pipe(v.array(originPattern), v.maxLength(LONGEST))),
  maximumLifetimeDays: v.exactOptional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(MOST_DAYS))),
  requireExpiration: v.exactOptional(v.boolean()),
  /** `*` and `?` stand for other characters; it is no regular expression, which could be made to take for ever. */
  namePattern: v.exactOptional(v.pipe(v.string(), v.nonEmpty(), v.maxLength(LONGEST))),
});
export type Policy = v.InferOutput<typeof policyFile>;

/** A policy, or what is wrong with the file that should be one: a rule that is not read must not look like none. */
export type ReadPolicy =
  | { readonly type: "policy"; readonly policy: Policy; readonly file: string }
  | { readonly type: "unreadable"; readonly file: string; readonly fault: Fault };

/** Why a file is no policy; `at` is the way to the part of it that is no rule. */
export type Fault =
  | { readonly type: "missing" | "refused" | "no-file" | "too-large" | "no-json" | "no-object" }
  | { readonly type: "no-rule"; readonly at: string };

/** What of the way to a part is shown: whoever writes a policy chooses its names. */
const LONGEST_WAY = 100;

/** The policy that a text is; otherwise what is wrong with it. */
export function parsePolicy(json: string): Policy | { readonly wrong: Fault } {
  const parsed = v.safeParse(v.pipe(v.string(), v.parseJson(), policyFile), json.replace(/^\ufeff/u, ""));
  if (parsed.success) return parsed.output;
  const [issue] = parsed.issues;
  const at = v.getDotPath(issue);
  if (at !== null) return { wrong: { type: "no-rule", at: oneLine(at.slice(0, LONGEST_WAY)) } };
  return { wrong: { type: issue.type === "parse_json" ? "no-json" : "no-object" } };
}

/** Whether a policy lets a connection lead there. The bundled mock server and this machine itself are nobody else's. */
export function allowsOrigin({ allowedOrigins }: Policy, baseUrl: string): boolean {
  const origin = originOf(baseUrl);
  if (allowedOrigins === undefined || origin === undefined || isLoopback(new URL(origin))) return true;
  return allowedOrigins.some(pattern => {
    const [scheme = "", below] = pattern.toLowerCase().split("://*.");
    if (below === undefined) return originOf(pattern) === origin;
    const wanted = originOf(`${scheme}://any.${below}`);
    const [url, like] = [new URL(origin), new URL(wanted ?? origin)];
    return (
      url.protocol === like.protocol &&
      url.port === like.port &&
      url.hostname.endsWith(like.hostname.slice("any".length)) &&
      url.hostname.length > like.hostname.length - "any".length
    );
  });
}

/** Undefined for the bundled mock server, and for what is no address. */
function originOf(address: string): string | undefined {
  const parsed = parseBaseUrl(address);
  return parsed.ok && parsed.baseUrl !== MOCK_URL ? new URL(parsed.baseUrl).origin : undefined;
}
