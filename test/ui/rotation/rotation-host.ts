import type { Page } from "@playwright/test";
import { connectionId, credentialId, type Credential } from "../../../extension/core/model.ts";
import type { Seen } from "../../../extension/rotation/look.ts";
import { newPlan, type Plan, withTwin } from "../../../extension/rotation/plan.ts";
import type { Where } from "../../../extension/webviews/messages.ts";
import type { RotationBackend } from "../../../extension/webviews/rotation/backend.ts";
import { RotationSession } from "../../../extension/webviews/rotation/session.ts";
import { misunderstood, openHosted } from "../webviews/hosted-page.ts";
import type { OpenOptions, WebviewUnderTest } from "../webviews/page.ts";
import { wheres } from "../webviews/samples.ts";

const old: Credential = {
  id: credentialId("apiClients/donlangsbyz6iiksdt4c"),
  kind: "API client",
  label: "Nightly sync",
  clientId: "b1LuzAbBHOqpaoiSrMsOaxdd4hZWPvRF",
  state: "active",
  details: [],
  actions: [],
};
const twin: Credential = { ...old, id: credentialId("apiClients/2"), clientId: "kHq0Vt5mUyZ3Pw8Rb1Nc7Xe4Ds9Fg2Lj" };

export const there = (credential: Credential): Seen["old"] => ({ type: "there", credential });
export const fresh = newPlan({ id: connectionId("c-1"), baseUrl: "https://iam.example" }, old, Date.UTC(2026, 10, 22));
export const both = withTwin(fresh, twin, Date.UTC(2026, 10, 22, 9, 30));
export const seen = { old: there(old), twin: there(twin), signsIn: "other", readOnly: false } as const satisfies Seen;

export interface RotationHostOptions extends OpenOptions {
  readonly plan?: Plan;
  readonly seen?: Seen;
  readonly where?: Where;
  load?(): ReturnType<RotationBackend["load"]>;
  act?: RotationBackend["act"];
}

/** A rotation's page with the extension's own session behind it; only the server and the disk are the test's. */
export async function openRotation(page: Page, options: RotationHostOptions = {}): Promise<WebviewUnderTest> {
  const plan = options.plan ?? fresh;
  const backend: RotationBackend = {
    where: () => options.where ?? wheres.mock,
    names: () => ({ service: "Confidence", one: "API client", end: "Delete" }),
    label: () => plan.old.label,
    load: () => options.load?.() ?? Promise.resolve({ plan, isKept: plan.twin.state !== "none" }),
    look: async asked => ({ plan: asked, seen: options.seen ?? seen }),
    act: (...asked) => options.act?.(...asked) ?? Promise.resolve("stay"),
    onDidChange: () => ({ dispose: () => undefined }),
  };
  const { webview } = await openHosted(
    page,
    "rotation",
    options,
    tab =>
      new RotationSession(
        { connectionId: plan.connectionId, id: plan.id },
        backend,
        { visible: true, language: tab.language, post: message => tab.post(message), close: () => undefined },
        { misunderstood },
      ),
  );
  return webview;
}
