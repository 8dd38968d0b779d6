import * as l10n from "@vscode/l10n";
import { clean } from "../core/clean-text.ts";
import { relativeTime } from "../core/relative-time.ts";
import type { ExpiryItem } from "./item.ts";

/** "jenkins-nightly", or whose sign-in it is. */
export const itemLabel = (item: ExpiryItem): string =>
  item.type === "credential" ? clean(item.credential.label) : l10n.t("Sign-in of “{0}”", item.connection.name);

/** "Expired 40 days ago", "Expires in 5 days" */
export function endWords(
  { urgency, endsAt }: Pick<ExpiryItem, "urgency" | "endsAt">,
  now: Date,
  locale: string,
): string {
  if (endsAt === undefined) return l10n.t("Expired");
  const when = relativeTime(endsAt, now, locale);
  return urgency === "expired" ? l10n.t("Expired {0}", when) : l10n.t("Expires {0}", when);
}

/** One item as a whole sentence: “jenkins-nightly” (API access key, Space) expires in 5 days. */
export function itemSentence(item: ExpiryItem, now: Date, locale: string): string {
  const { urgency, endsAt } = item;
  const what =
    item.type === "credential"
      ? l10n.t("“{0}” ({1}, {2})", clean(item.credential.label), item.credential.kind, item.connection.name)
      : l10n.t("What “{0}” signs in with", item.connection.name);
  if (endsAt === undefined) return l10n.t("{0} has expired.", what);
  const when = relativeTime(endsAt, now, locale);
  return urgency === "expired" ? l10n.t("{0} expired {1}.", what, when) : l10n.t("{0} expires {1}.", what, when);
}
