import { describe, expect, test } from "vitest";
import { groupsByUrgency } from "../../../extension/tree/by-urgency.ts";
import { isNode } from "../../../extension/tree/node.ts";
import { connection, credential, inDays, now } from "../expiry/samples.ts";

const grouped = (rows: Parameters<typeof groupsByUrgency>[0]) =>
  groupsByUrgency(rows, 14).map(({ urgency, rows: shown }) => [
    urgency,
    ...shown.map(row => (row.type === "sign-in" ? `sign-in ${row.connection.id}` : row.credential.label)),
  ]);

const one = {
  connection: connection("one"),
  rows: [
    credential("forever b"),
    credential("forever a"),
    credential("in 6 days", { expiresAt: inDays(6) }),
    credential("long over", { state: "expired", expiresAt: inDays(-40) }),
    credential("in 100 days", { expiresAt: inDays(100) }),
    credential("revoked", { state: "revoked" }),
  ],
  signInEndsAt: undefined,
  now,
};
const two = {
  connection: connection("two"),
  rows: [
    credential("in 2 days", { expiresAt: inDays(2) }),
    credential("just over", { expiresAt: inDays(-1) }),
    credential("admin key", { state: "on", expiresAt: inDays(0.01) }),
    credential("in 12 days", { expiresAt: inDays(12) }),
  ],
  signInEndsAt: inDays(4),
  now,
};

describe("rows by urgency", () => {
  test("stand under headings, of all connections, what ends next first", () => {
    expect(grouped([one, two])).toEqual([
      ["on", "admin key"],
      ["expired", "just over", "long over"],
      ["near", "in 2 days", "sign-in two", "in 6 days"],
      ["soon", "in 12 days"],
      ["later", "in 100 days"],
      ["never", "forever b", "forever a"],
      ["ended", "revoked"],
    ]);
  });

  test("have no heading without rows, and a sign-in only where its end is near", () => {
    expect(grouped([{ ...two, rows: [], signInEndsAt: inDays(100) }])).toEqual([]);
  });

  test("are judged by the clock of their own server", () => {
    expect(grouped([{ ...two, rows: two.rows.slice(0, 1), signInEndsAt: undefined, now: inDays(3) }])).toEqual([
      ["expired", "in 2 days"],
    ]);
  });

  test("are rows that commands accept, and say whose they are", () => {
    const [group] = groupsByUrgency([two], 14);
    expect(group?.rows[0]).toMatchObject({ type: "credential", saysConnection: true });
    expect(isNode(group) && isNode(group.rows[0])).toBe(true);
  });
});
