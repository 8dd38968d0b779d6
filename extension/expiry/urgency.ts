import { DAY_MS } from "../core/day.ts";
import type { Credential, CredentialState } from "../core/model.ts";

/** Within so many days there is hardly time left, whatever the setting says. */
const NEAR_DAYS = 7;

/** How much of a hurry it is, the greatest first. */
export const urgencies = ["on", "expired", "near", "soon", "later", "never", "ended"] as const;
export type Urgency = (typeof urgencies)[number];

/** What a person is told about without asking. */
export type Warning = Extract<Urgency, "expired" | "near" | "soon">;

export const isWarning = (urgency: Urgency): urgency is Warning =>
  urgency === "expired" || urgency === "near" || urgency === "soon";

/** The last days in which something is near its end: a week, or less where warnings begin later than that. */
export const nearDays = (warnDays: number): number => Math.min(NEAR_DAYS, warnDays);

/** How much of a hurry a moment is. */
export function urgencyOfEnd(endsAt: Date, now: Date, warnDays: number): Urgency {
  const left = endsAt.getTime() - now.getTime();
  // A date that the server garbled says nothing.
  if (Number.isNaN(left)) return "never";
  if (left <= 0) return "expired";
  if (left <= nearDays(warnDays) * DAY_MS) return "near";
  return left <= warnDays * DAY_MS ? "soon" : "later";
}

/**
 * How much of a hurry a credential is at `now`, by the clock of its server. The service knows best what has ended; what is still to
 * come changes while time passes, without another look at the server. What is switched on for minutes is watched elsewhere.
 */
export function urgencyOf({ state, expiresAt }: Credential, now: Date, warnDays: number): Urgency {
  switch (state) {
    case "revoked":
    case "off":
      return "ended";
    case "on":
      return "on";
    case "expired":
      return "expired";
    case "active":
    case "expiring":
      return expiresAt === undefined ? "never" : urgencyOfEnd(expiresAt, now, warnDays);
  }
}

/** The state in which a credential is at `now` for someone who wants to be warned so many days ahead. */
export function stateAt(credential: Credential, now: Date, warnDays: number): CredentialState {
  if (credential.state !== "active" && credential.state !== "expiring") return credential.state;
  const urgency = urgencyOf(credential, now, warnDays);
  if (urgency === "expired") return "expired";
  return isWarning(urgency) ? "expiring" : "active";
}
