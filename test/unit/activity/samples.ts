import type { Entry } from "../../../extension/activity/entry.ts";

export const entry = (title: string, more: Partial<Entry> = {}): Entry => ({
  version: 1,
  at: "2026-11-22T12:00:00.000Z",
  action: "revoke",
  title,
  connection: { id: "one", name: "Space", environment: "test" },
  result: "done",
  durationMs: 420,
  ...more,
});
