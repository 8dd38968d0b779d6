import * as l10n from "@vscode/l10n";
import { number } from "../core/local.ts";
import { nearDays, type Urgency } from "./urgency.ts";

/** A heading for all that are in the same hurry. */
export function urgencyWords(urgency: Urgency, warnDays: number): string {
  switch (urgency) {
    case "on":
      return l10n.t("Switched on now");
    case "expired":
      return l10n.t("Expired");
    case "near":
      return withinWords(nearDays(warnDays));
    case "soon":
      return withinWords(warnDays);
    case "later":
      return l10n.t("Later");
    case "never":
      return l10n.t("No expiration");
    case "ended":
      return l10n.t("Revoked or off");
  }
}

const withinWords = (days: number): string =>
  days === 1 ? l10n.t("Within a day") : l10n.t("Within {0} days", String(days));

/** "2 expired, 3 expire soon": as short as the status bar wants it. */
export function countWords(counts: Readonly<Record<"expired" | "coming", number>>): string {
  const { expired, coming } = counts;
  const parts = [
    ...(expired > 0 ? [l10n.t("{0} expired", number(expired))] : []),
    ...(coming > 0 ? [coming === 1 ? l10n.t("1 expires soon") : l10n.t("{0} expire soon", number(coming))] : []),
  ];
  return parts.join(", ");
}
