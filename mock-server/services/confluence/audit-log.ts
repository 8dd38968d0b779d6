import { auditCapacity } from "./inferred.ts";
import type { Call, Desk } from "./route.ts";
import type { AuditEvent, Page, Space, State } from "./state.ts";

/** Adds an event to the log, which forgets its oldest ones. */
export function record({ audit }: Pick<State, "audit">, event: AuditEvent): void {
  audit.push(event);
  if (audit.length > auditCapacity) audit.splice(0, audit.length - auditCapacity);
}

/** Records that a page was opened, if only the admin key opened it. Returns whether it was. */
export function recordPageView({ state, clock }: Desk, call: Call, page: Page): boolean {
  if (call.caller.kind === "anonymous" || call.ownView.page(page)) return false;
  const space = state.spaces.get(page.spaceId)?.name ?? "";
  record(state, {
    ...viewed(call.caller.user.accountId, clock.now(), call),
    name: page.title,
    objectType: "Page",
    space,
  });
  return true;
}

/** The same of a space. */
export function recordSpaceView({ state, clock }: Desk, call: Call, space: Space): boolean {
  if (call.caller.kind === "anonymous" || call.ownView.space(space)) return false;
  const { name } = space;
  record(state, { ...viewed(call.caller.user.accountId, clock.now(), call), name, objectType: "Space", space: name });
  return true;
}

function viewed(accountId: string, now: number, { address }: Call) {
  return { kind: "viewed", accountId, at: Math.floor(now), address } as const;
}
