import * as v from "valibot";
import { issueKey, keyOf, mayHaveKey } from "../admin-key.ts";
import { record } from "../audit-log.ts";
import { notFound, outOfRange, wrongType } from "../failures.ts";
import { durationField, keyMinutes } from "../inferred.ts";
import type { Desk, Reply, Route, UserCall } from "../route.ts";

const path = "/wiki/api/v2/admin-key";

export const adminKeyRoutes: readonly Route[] = [
  { method: "GET", path, access: "account", handle: get },
  { method: "POST", path, access: "account", handle: turnOn },
  { method: "DELETE", path, access: "account", handle: turnOff },
];

function get({ state, options, clock }: Desk, { user }: UserCall): Reply {
  const key = keyOf(state, user, options, clock.now());
  if (key === undefined) throw notFound();
  return { body: key };
}

function turnOn({ state, options, clock }: Desk, { user, body, address }: UserCall): Reply {
  if (!mayHaveKey(user, options)) throw notFound();
  const minutes = readMinutes(body) || keyMinutes.otherwise;
  const now = clock.now();
  const kind = keyOf(state, user, options, now) === undefined ? "on" : "renewed";
  const key = issueKey(state, user, minutes, now);
  record(state, { kind, accountId: user.accountId, at: Math.floor(now), address, minutes });
  return { body: key, changed: true };
}

function turnOff({ state, options, clock }: Desk, { user, address }: UserCall): Reply {
  if (!mayHaveKey(user, options)) throw notFound();
  const now = clock.now();
  const wasOn = keyOf(state, user, options, now) !== undefined;
  const changed = state.adminKeys.delete(user.accountId);
  if (wasOn) record(state, { kind: "off", accountId: user.accountId, at: Math.floor(now), address });
  return { status: 204, changed };
}

const bodySchema = v.nullish(v.object({ [durationField]: v.nullish(v.pipe(v.number(), v.integer())) }));

/** The minutes that a body asks for; 0 where it doesn't say. */
function readMinutes(body: unknown): number {
  // valibot takes a list for an object.
  if (Array.isArray(body)) throw wrongType("body", "[]", "AdminKeyRequest");
  const parsed = v.safeParse(bodySchema, body);
  if (!parsed.success) {
    const [issue] = parsed.issues;
    const input = JSON.stringify(issue.input);
    throw issue.path === undefined
      ? wrongType("body", input, "AdminKeyRequest")
      : wrongType(durationField, input, "Integer");
  }
  const minutes = parsed.output?.[durationField] ?? 0;
  if (minutes < 0 || minutes > keyMinutes.most) throw outOfRange(durationField, 0, keyMinutes.most);
  return minutes;
}
