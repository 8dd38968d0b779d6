import type { Page } from "@playwright/test";
import type { Connection } from "../../../extension/connections/connection.ts";
import { connectionId, type Credential, credentialId } from "../../../extension/core/model.ts";
import { DAY_MS } from "../../../extension/core/day.ts";
import type { Owner } from "../../../extension/services/service.ts";
import type { Looked, OverviewBackend, Reading } from "../../../extension/webviews/overview/backend.ts";
import { OverviewSession } from "../../../extension/webviews/overview/session.ts";
import type { Where } from "../../../extension/webviews/messages.ts";
import { misunderstood, openHosted } from "./hosted-page.ts";
import type { OpenOptions, WebviewUnderTest } from "./page.ts";
import { wheres } from "./samples.ts";

export const inDays = (days: number): Date => new Date(Date.now() + days * DAY_MS);

export const credential = (label: string, more: Partial<Credential> = {}): Credential => ({
  id: credentialId(label),
  kind: "API access key",
  label,
  state: "active",
  details: [],
  actions: [],
  ...more,
});

export function looked(where: Where, credentials: readonly Credential[], more: Partial<Looked> = {}): Looked {
  const connection: Connection = {
    id: connectionId(where.connection),
    name: where.connection,
    service: "octane",
    baseUrl: "https://octane.example",
    environment: where.environment,
    readOnly: where.readOnly,
    fields: {},
  };
  const reading: Reading = { type: "complete", more: false };
  return { connection, credentials, now: new Date(), owners, renewedAt: new Map(), where, reading, ...more };
}

const owners: ReadonlyMap<string, Owner> = new Map(
  (
    [
      { id: "u-ada", type: "person", label: "Ada Admin (ada@keyporter.example)" },
      { id: "u-lee", type: "gone", label: "Lee Left (lee@keyporter.example)" },
      { id: "robot", type: "machine", label: "Terraform" },
    ] as const
  ).map(owner => [owner.id, owner]),
);

/** Keys in every state, of every age, the same ones each time. */
export const keys = (count: number, name: string): readonly Credential[] =>
  Array.from({ length: count }, (_, index) => {
    const spread = (index * 7919) % 900;
    const ends: Partial<Credential>[] = [
      { expiresAt: inDays(spread - 120), state: spread <= 120 ? "expired" : "active" },
      {},
      { expiresAt: inDays(spread / 3) },
      { state: "revoked" },
      { expiresAt: inDays((spread % 30) - 3), state: spread % 30 <= 3 ? "expired" : "active" },
    ];
    const whose = [{ owner: "u-ada" }, { owner: "u-lee" }, { owner: "" }, { owner: "robot" }, {}, { owner: "?" }];
    const age = (index * 104_729) % 1100;
    return credential(`${name}-${index + 1}`, {
      ...ends[index % ends.length],
      ...whose[index % whose.length],
      ...(index % 17 === 0 ? {} : { createdAt: inDays(-age) }),
    });
  });

export const some = (): readonly Looked[] => [
  looked(wheres.production, keys(60, "pipeline")),
  looked(wheres.test, keys(9, "nightly")),
  looked(wheres.mock, [credential("Admin key", { kind: "admin key", state: "off", owner: "u-ada" })]),
];

export interface OverviewUnderTest extends WebviewUnderTest {
  readonly session: OverviewSession;
  /** What the page asked for: "details pipeline-1", "retry Staging". */
  readonly asked: readonly string[];
  set(looked: readonly Looked[]): void;
  hideAndShow(meanwhile?: () => void): Promise<void>;
  readonly posted: () => number;
  /** What the page was told last. */
  readonly told: () => unknown;
}

/** An overview with the extension's own session behind it; only what is known is the test's. */
export async function openOverview(
  page: Page,
  start: readonly Looked[] = some(),
  options: OpenOptions = {},
): Promise<OverviewUnderTest> {
  const asked: string[] = [];
  let now = start;
  let posted = 0;
  let told: unknown;
  const ask =
    (what: string) =>
    async (id = ""): Promise<void> =>
      void asked.push(`${what} ${id}`.trim());
  const backend: OverviewBackend = {
    look: () => now,
    begin: () => undefined,
    warnDays: () => 14,
    refresh: () => ask("refresh")(),
    retry: ask("retry"),
    loadAll: ask("loadAll"),
    signIn: ask("signIn"),
    addConnection: () => ask("addConnection")(),
    openDetails: (_connection, id) => void asked.push(`details ${id}`),
    onDidChange: () => ({ dispose: () => undefined }),
  };
  const { webview, session, hideAndShow } = await openHosted(
    page,
    "overview",
    options,
    tab =>
      new OverviewSession(
        { unit: "month" },
        backend,
        {
          get visible() {
            return tab.visible;
          },
          language: tab.language,
          post: message => {
            posted++;
            tab.post(message);
          },
        },
        {
          misunderstood,
          failed: error => {
            throw error;
          },
        },
      ),
  );
  return Object.assign(webview, {
    session,
    asked,
    posted: () => posted,
    told: () => told,
    set(looked: readonly Looked[]) {
      now = looked;
      session.changed();
    },
    hideAndShow,
  });
}
