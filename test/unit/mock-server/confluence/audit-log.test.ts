import { expect, it } from "vitest";
import { record } from "../../../../mock-server/services/confluence/audit-log.ts";
import { auditCapacity } from "../../../../mock-server/services/confluence/inferred.ts";
import type { AuditEvent } from "../../../../mock-server/services/confluence/state.ts";

it("forgets its oldest events when there are too many", () => {
  const audit: AuditEvent[] = [];
  for (let at = 0; at <= auditCapacity; at += 1) {
    record({ audit }, { kind: "off", accountId: "a", at, address: "127.0.0.1" });
  }
  expect([audit.length, audit[0]?.at, audit.at(-1)?.at]).toEqual([auditCapacity, 1, auditCapacity]);
});
