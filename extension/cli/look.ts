import { hostOf } from "../connections/base-url.ts";
import { jsonText } from "../core/json-text.ts";
import type { Credential } from "../core/model.ts";
import { type Inventory, inventoryRow, type Origin } from "../expiry/inventory.ts";
import { inventoryCsv } from "../expiry/inventory-csv.ts";
import { inventoryJson } from "../expiry/inventory-json.ts";
import { inventoryMarkdown } from "../expiry/inventory-markdown.ts";
import { connectionId } from "../core/model.ts";
import { durationOf, type Flags } from "./command-line.ts";
import type { Connected, Surroundings } from "./connect.ts";
import { ExitCode } from "./exit-codes.ts";
import { shown } from "./shown.ts";
import { UsageError } from "./usage-error.ts";

/** What only looks. */
type Look = (connected: Connected, flags: Flags, surroundings: Surroundings) => Promise<ExitCode>;

export const list: Look = async (connected, flags, { signal, out }) => {
  const found = await all(connected, flags, signal);
  const now = nowOf(connected);
  out(jsonText({ at: now, credentials: found.map(credential => shown(credential, now)) }));
  return ExitCode.done;
};

export const expiring: Look = async (connected, flags, { signal, out, say }) => {
  const within = durationOf(flags.within ?? "30d");
  const found = await all(connected, flags, signal);
  const now = nowOf(connected);
  const left = (end: Date | undefined): number => (end?.getTime() ?? Number.NaN) - now.getTime();
  const soon = (end: Date | undefined): boolean => left(end) <= within && (left(end) > 0 || flags.expired === true);
  const listed = found
    .filter(({ state, expiresAt }) => ["active", "expiring", "expired"].includes(state) && soon(expiresAt))
    .toSorted((one, other) => (one.expiresAt?.getTime() ?? 0) - (other.expiresAt?.getTime() ?? 0));
  const { signInEndsAt } = connected.session;
  // It has just signed in here: where its day has come it is still in use, and may stop at any moment.
  const signIn = left(signInEndsAt) <= within ? { expiresAt: signInEndsAt } : undefined;
  out(jsonText({ at: now, expiring: listed.map(credential => shown(credential, now)), signIn }));
  const isAny = listed.length > 0 || signIn !== undefined;
  if (!isAny || flags["exit-code"] !== true) return ExitCode.done;
  const what = [...listed.map(({ label }) => `“${label}”`), ...(signIn === undefined ? [] : ["the sign-in"])];
  say(`${what.join(", ")}: less than ${flags.within ?? "30d"} left${flags.expired === true ? ", or over" : ""}.`);
  return ExitCode.found;
};

const formats = { json: inventoryJson, csv: inventoryCsv, markdown: inventoryMarkdown } as const;

export const inventory: Look = async (connected, flags, { signal, out }) => {
  const { format = "json" } = flags;
  const textOf = format === "json" || format === "csv" || format === "markdown" ? formats[format] : undefined;
  if (textOf === undefined) throw new UsageError("--format takes json, csv or markdown.");
  const { environment = "production" } = flags;
  if (environment !== "production" && environment !== "test") {
    throw new UsageError("--environment takes production or test.");
  }
  const found = await all(connected, flags, signal);
  const now = nowOf(connected);
  const origin = originOf(connected, environment);
  const content: Inventory = {
    at: new Date(),
    rows: found.map(credential => inventoryRow(origin, credential, now, WARN_DAYS)),
    unread: [],
  };
  out(textOf(content));
  return ExitCode.done;
};

/** As the extension counts unless it is told otherwise. */
const WARN_DAYS = 30;

async function all({ session, service }: Connected, flags: Flags, signal: AbortSignal): Promise<readonly Credential[]> {
  const { search, query } = flags;
  if (query !== undefined && service.info.queryLanguage === undefined) {
    throw new UsageError(`${service.info.shortName} has no query language; use --search.`);
  }
  const found: Credential[] = [];
  const asked = query === undefined ? (search === undefined ? {} : { search }) : { raw: query };
  for await (const page of session.list(asked, signal)) found.push(...page);
  return found;
}

const nowOf = ({ session }: Connected): Date => session.now?.() ?? new Date();

const originOf = ({ service, baseUrl }: Connected, environment: "production" | "test"): Origin => ({
  connection: {
    id: connectionId("command-line"),
    name: hostOf(baseUrl),
    service: service.info.id,
    baseUrl,
    environment,
    readOnly: false,
    fields: {},
  },
  service: service.info.shortName,
  server: hostOf(baseUrl),
});
