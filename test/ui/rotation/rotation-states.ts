import type { Page } from "@playwright/test";
import { actionId } from "../../../extension/core/model.ts";
import { confirmed, creating, delivered } from "../../../extension/rotation/plan.ts";
import type { WebviewUnderTest } from "../webviews/page.ts";
import { wheres } from "../webviews/samples.ts";
import { both, fresh, openRotation, type RotationHostOptions, seen } from "./rotation-host.ts";

const at = Date.UTC(2026, 10, 22, 10);
const isDelivered = delivered(both, at);
const isConfirmed = confirmed(isDelivered, at + 3_600_000);
const notes = [
  "Policies can't be read (You may not list policies.). If one of them names the old one, name the new one there as well.",
];
const lacks = {
  left: {
    message: "“Nightly sync” does not have all of the same access yet.",
    retryLabel: "Give It the Same Access",
    retry: { action: actionId("shareAccess"), id: both.id, input: { roles: ["roles/1"] } },
  },
  unseen: "Policies can't be read (no), so it is not known whether the new one may do all that the old one may.",
};
const forever = <Value>(): Promise<Value> => new Promise(() => undefined);
const awkward = {
  ...both,
  old: {
    label: "مزامنة ليلية <b>bold</b> \u202e and a very-long-name-without-a-space".repeat(3),
    clientId: "x".repeat(200),
  },
};

type State = (page: Page) => Promise<WebviewUnderTest>;

const showing =
  (options: RotationHostOptions): State =>
  async page => {
    const rotation = await openRotation(page, options);
    await page.locator(".step").first().waitFor();
    return rotation;
  };

/** Every state of the page of a rotation, for looks.spec.ts. */
export const rotationStates: Readonly<Record<string, State>> = {
  "rotation, loading": page => openRotation(page, { load: () => forever() }),
  "rotation, beginning, on production": showing({
    seen: { old: seen.old, signsIn: "other", readOnly: false, notes },
    where: { ...wheres.production, readOnly: false },
  }),
  "rotation, read-only": showing({ seen: { ...seen, readOnly: true }, where: wheres.production }),
  "rotation, creating": async page => {
    const rotation = await showing({ act: () => forever() })(page);
    await page.getByRole("button", { name: "Create the New One" }).click();
    await page.getByText("Creating the new one...").first().waitFor();
    return rotation;
  },
  "rotation, answer lost": showing({
    plan: creating(fresh, [], at),
    seen: { old: seen.old, signsIn: "other", readOnly: false, recovery: { type: "unsettled" } },
  }),
  "rotation, nobody knows": showing({
    plan: creating(fresh, [], at),
    seen: { old: seen.old, signsIn: "other", readOnly: false, recovery: { type: "not-known" } },
  }),
  "rotation, created, access missing": showing({
    plan: both,
    seen: { ...seen, lacks, kept: { label: "x", issuedAt: new Date(at), where: "vault" } },
    where: wheres.test,
  }),
  "rotation, delivered": showing({
    plan: isDelivered,
    seen: {
      ...seen,
      kept: { label: "x", issuedAt: new Date(at), where: "nowhere", delivered: { to: ".env", at: new Date(at) } },
    },
  }),
  "rotation, to be ended, signs in with the old one": showing({ plan: isConfirmed, seen: { ...seen, signsIn: "old" } }),
  "rotation, over": showing({ plan: isConfirmed, seen: { ...seen, old: { type: "ended", how: "gone" } } }),
  "rotation, old one ended too early": showing({
    plan: both,
    seen: { ...seen, old: { type: "ended", how: "revoked" } },
  }),
  "rotation, new one ended": showing({ plan: both, seen: { ...seen, twin: { type: "ended", how: "gone" } } }),
  "rotation, failed": async page => {
    const rotation = await showing({
      act: () => Promise.reject(new Error("iam.eu.confidence.dev can't be reached. Check the network and try again.")),
    })(page);
    await page.getByRole("button", { name: "Create the New One" }).click();
    await page.getByRole("alert").filter({ hasText: "can't be reached" }).waitFor();
    return rotation;
  },
  "rotation, not to be had": async page => {
    const rotation = await openRotation(page, { load: () => Promise.reject(new Error("It is no longer there.")) });
    await page.getByRole("alert").filter({ hasText: "no longer there" }).waitFor();
    return rotation;
  },
  "rotation, awkward names": showing({ plan: awkward }),
};
