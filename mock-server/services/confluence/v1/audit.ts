import { v1Failures } from "../failures.ts";
import { auditLimit, auditWords } from "../inferred.ts";
import type { Desk, Reply, Route, UserCall } from "../route.ts";
import type { AuditEvent, State } from "../state.ts";
import { readRange, startList } from "./start-list.ts";

export const auditRoutes: readonly Route[] = [
  { method: "GET", path: "/wiki/rest/api/audit", access: "user", handle: list },
  { method: "GET", path: "/wiki/rest/api/audit/since", access: "user", handle: listSince },
];

function list({ state }: Desk, call: UserCall): Reply {
  demandConfluenceAdmin(call);
  const from = readTime(call.query, "startDate") ?? -Infinity;
  const to = readTime(call.query, "endDate") ?? Infinity;
  return { body: listBetween(state, call, from, to) };
}

const second = 1000;
const day = 24 * 60 * 60 * second;
const units: Readonly<Record<string, number>> = {
  SECONDS: second,
  MINUTES: 60 * second,
  HOURS: 60 * 60 * second,
  HALF_DAYS: day / 2,
  DAYS: day,
  WEEKS: 7 * day,
  MONTHS: 30 * day,
  YEARS: 365 * day,
};

/** The last three months unless another time is asked for. */
function listSince({ state, clock }: Desk, call: UserCall): Reply {
  demandConfluenceAdmin(call);
  const number = readTime(call.query, "number") ?? 3;
  const unit = call.query.get("units")?.toUpperCase() ?? "MONTHS";
  const length = Object.hasOwn(units, unit) ? units[unit] : undefined;
  if (length === undefined) throw v1Failures.badRequest(`There are no units ${unit.slice(0, 100)}`);
  return { body: listBetween(state, call, Math.floor(clock.now()) - number * length, Infinity) };
}

function demandConfluenceAdmin({ user }: UserCall): void {
  if (!user.confluenceAdmin) throw v1Failures.denied("Only a Confluence administrator may read the audit log");
}

function listBetween(state: State, call: UserCall, from: number, to: number): object {
  const range = readRange(call.query, auditLimit);
  const wanted = call.query.get("searchString")?.toLowerCase() ?? "";
  const records = state.audit
    .filter(({ at }) => at >= from && at <= to)
    .map(event => recordWire(state, event))
    .filter(record => textsOf(record).some(text => text.toLowerCase().includes(wanted)))
    .reverse();
  return startList(records, range, record => record, call);
}

/** A whole number that may be a time in milliseconds. */
function readTime(query: URLSearchParams, name: string): number | undefined {
  const text = (query.get(name) ?? "").trim();
  if (text === "") return undefined;
  if (!/^-?\d{1,15}$/.test(text)) throw v1Failures.notANumber(text);
  return Number(text);
}

function recordWire({ users }: State, event: AuditEvent): object {
  const author = users.get(event.accountId);
  const name = author?.displayName ?? "";
  return {
    author: {
      type: "user",
      displayName: name,
      operations: null,
      accountId: event.accountId,
      accountType: "atlassian",
      publicName: name,
      isExternalCollaborator: false,
      isGuest: false,
    },
    remoteAddress: event.address,
    creationDate: event.at,
    summary: auditWords[event.kind],
    description: event.kind === "on" || event.kind === "renewed" ? `For ${event.minutes} minutes` : "",
    category: auditWords.category,
    sysAdmin: false,
    superAdmin: false,
    affectedObject:
      event.kind === "viewed" ? { name: event.name, objectType: event.objectType } : { name, objectType: "User" },
    changedValues: [],
    associatedObjects: event.kind === "viewed" ? [{ name: event.space, objectType: "Space" }] : [],
  };
}

/** Every text in a record, however deep. */
function textsOf(value: unknown): readonly string[] {
  if (typeof value === "string") return [value];
  if (typeof value !== "object" || value === null) return [];
  return Object.values(value).flatMap(textsOf);
}
