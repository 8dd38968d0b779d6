import * as l10n from "@vscode/l10n";
import { clean } from "../../core/clean-text.ts";
import { number } from "../../core/local.ts";
import { relativeTime } from "../../core/relative-time.ts";
import { stateWords } from "../../core/state-words.ts";
import { endWords } from "../../expiry/item-words.ts";
import { isWarning, stateAt } from "../../expiry/urgency.ts";
import { urgencyWords } from "../../expiry/urgency-words.ts";
import type { Counted } from "../../overview/counted.ts";
import type { DivisionId, Tone } from "../../overview/division.ts";

/** Who reads it. */
export interface Reader {
  /** `vscode.env.language` */
  readonly language: string;
  readonly warnDays: number;
}

export interface ChartWords {
  readonly title: string;
  readonly intro: string;
  readonly head: string;
  /** What is said of those that are in no column; they are counted. */
  readonly left: (count: string) => string;
}

/** What stands around a picture. */
export function chartWords(id: DivisionId): ChartWords {
  switch (id) {
    case "ends":
      return {
        title: l10n.t("When They Expire"),
        intro: l10n.t("What has expired and what will, in each connection."),
        head: l10n.t("Expiration"),
        left: count => l10n.t("Not in here, because they never expire or were ended: {0}.", count),
      };
    case "states":
      return {
        title: l10n.t("States"),
        intro: l10n.t("All credentials, by how soon something has to be done."),
        head: l10n.t("State"),
        left: count => l10n.t("Not in here: {0}.", count),
      };
    case "ages":
      return {
        title: l10n.t("Age of Secrets"),
        intro: l10n.t(
          "How long ago a credential was created, or got another secret through Keyporter. One that was changed elsewhere may be younger.",
        ),
        head: l10n.t("Age"),
        left: count => l10n.t("Not in here, because they no longer let anybody in or have no secret: {0}.", count),
      };
    case "owners":
      return {
        title: l10n.t("Owners"),
        intro: l10n.t("Who looks after them, and which of them nobody does."),
        head: l10n.t("Owner"),
        left: count => l10n.t("Not in here, because they no longer let anybody in: {0}.", count),
      };
  }
}

/** What the colours and patterns of the time line mean. */
export function toneWords(tone: Tone, warnDays: number): string {
  switch (tone) {
    case "expired":
      return urgencyWords("expired", warnDays);
    case "near":
      return urgencyWords("near", warnDays);
    case "soon":
      return urgencyWords("soon", warnDays);
    case "fine":
      return urgencyWords("later", warnDays);
    case "quiet":
      return urgencyWords("ended", warnDays);
  }
}

/** "Acme, November 2026: 3 (1 expired, 2 within 7 days)" */
export const cellWords = (where: readonly string[], count: number, parts: readonly string[]): string => {
  const words = l10n.t("{0}: {1}", where.join(", "), number(count));
  return parts.length === 0 ? words : `${words} (${parts.join(", ")})`;
};

/** Why a credential is where it is. */
export function noteWords(id: DivisionId, counted: Counted, { language, warnDays }: Reader): string {
  const { credential, now, urgency, secretSince, owner } = counted;
  const day = (date: Date): string => new Intl.DateTimeFormat(language, { dateStyle: "medium" }).format(date);
  const end = credential.expiresAt;
  const endsAt = end === undefined || Number.isNaN(end.getTime()) ? undefined : end;
  switch (id) {
    case "ends":
    case "states": {
      if (endsAt === undefined || urgency === "ended") return stateWords(stateAt(credential, now, warnDays));
      const words = endWords({ urgency: isWarning(urgency) ? urgency : "soon", endsAt }, now, language);
      return `${words} (${day(endsAt)})`;
    }
    case "ages":
      return secretSince === undefined
        ? ""
        : l10n.t("Since {0} ({1})", day(secretSince), relativeTime(secretSince, now, language));
    case "owners":
      return clean(owner?.label ?? credential.owner ?? "");
  }
}

/** "Credentials: 12,345. Connections: 3."; no number is the last word while lists still arrive. */
export function summaryWords(credentials: number, connections: number, isLoading: boolean): string {
  const [known, asked] = [number(credentials), number(connections)];
  if (!isLoading) return l10n.t("Credentials: {0}. Connections: {1}.", known, asked);
  return credentials === 0
    ? l10n.t("The credentials are being loaded. Connections: {0}.", asked)
    : l10n.t("Credentials so far: {0}. Connections: {1}.", known, asked);
}
