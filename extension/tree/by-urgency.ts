import type { Connection } from "../connections/connection.ts";
import type { Credential } from "../core/model.ts";
import { isWarning, urgencies, type Urgency, urgencyOf, urgencyOfEnd } from "../expiry/urgency.ts";
import { type CredentialNode, node, type SignInNode, type UrgencyNode } from "./node.ts";

/** What is to be grouped of one connection. */
export interface Grouped {
  readonly connection: Connection;
  readonly rows: readonly Credential[];
  readonly signInEndsAt: Date | undefined;
  /** By the clock of its server. */
  readonly now: Date;
}

/** The rows of all connections, those in the greatest hurry first; a heading without rows is left out. */
export function groupsByUrgency(all: readonly Grouped[], warnDays: number): readonly UrgencyNode[] {
  const groups = new Map<Urgency, (CredentialNode | SignInNode)[]>(urgencies.map(urgency => [urgency, []]));
  for (const { connection, rows, signInEndsAt, now } of all) {
    const signIn = signInEndsAt === undefined ? "never" : urgencyOfEnd(signInEndsAt, now, warnDays);
    if (signInEndsAt !== undefined && isWarning(signIn))
      groups.get(signIn)?.push(node({ type: "sign-in", connection, urgency: signIn, endsAt: signInEndsAt }));
    for (const credential of rows)
      groups
        .get(urgencyOf(credential, now, warnDays))
        ?.push(node({ type: "credential", connection, credential, saysConnection: true }));
  }
  return [...groups]
    .filter(([, rows]) => rows.length > 0)
    .map(([urgency, rows]) => node({ type: "urgency", urgency, rows: inOrder(urgency, rows) }));
}

/** What ends next comes first, of what is over the newest; what has no end stays as its list had it. */
function inOrder(
  urgency: Urgency,
  rows: readonly (CredentialNode | SignInNode)[],
): readonly (CredentialNode | SignInNode)[] {
  switch (urgency) {
    case "expired":
      return rows.toSorted((one, other) => endOf(other) - endOf(one));
    case "on":
    case "near":
    case "soon":
    case "later":
      return rows.toSorted((one, other) => endOf(one) - endOf(other));
    case "never":
    case "ended":
      return rows;
  }
}

const endOf = (row: CredentialNode | SignInNode): number =>
  (row.type === "sign-in" ? row.endsAt : row.credential.expiresAt)?.getTime() ?? 0;
