import * as l10n from "@vscode/l10n";
import type { Credential, CredentialState, Detail } from "../../core/model.ts";
import type { SentAction } from "../messages.ts";
import type { SentCredential, SentDetail } from "./messages.ts";

/** How dates read for one person, at one moment. */
export interface Reader {
  /** `vscode.env.language` */
  readonly language: string;
  readonly now: Date;
}

const units = [
  ["year", 365.25 * 86_400],
  ["month", 30.4375 * 86_400],
  ["day", 86_400],
  ["hour", 3_600],
  ["minute", 60],
] as const;

/** "3 days ago", "in 2 months": the largest unit of which there is at least one. */
export function relativeDate(date: Date, { language, now }: Reader): string {
  const seconds = (date.getTime() - now.getTime()) / 1000;
  const format = new Intl.RelativeTimeFormat(language, { numeric: "auto" });
  const [unit, size] = units.find(([, length]) => Math.abs(seconds) >= length) ?? ["second", 1];
  return format.format(Math.trunc(seconds / size), unit);
}

/** A credential as its page shows it. */
export function sentCredential(credential: Credential, actions: readonly SentAction[], reader: Reader): SentCredential {
  return {
    label: credential.label,
    kind: credential.kind,
    state: credential.state,
    stateText: stateText(credential.state),
    details: credential.details.map(detail => sentDetail(detail, reader)),
    actions: [...actions],
  };
}

function sentDetail({ id, label, value, note }: Detail, reader: Reader): SentDetail {
  return { id, label, value: sentValue(value, reader), ...(note !== undefined && { note }) };
}

function sentValue(value: Detail["value"], reader: Reader): SentDetail["value"] {
  switch (value.type) {
    case "date": {
      // A date that the server garbled is no reason to show nothing else.
      if (Number.isNaN(value.date.getTime())) return { type: "text", text: "" };
      const format = new Intl.DateTimeFormat(reader.language, { dateStyle: "long", timeStyle: "long" });
      const [text, relative] = [format.format(value.date), relativeDate(value.date, reader)];
      return { type: "date", iso: value.date.toISOString(), text, relative };
    }
    case "references":
      return { type: "references", items: [...value.items] };
    case "pairs":
      return { type: "pairs", pairs: [...value.pairs] };
    case "text":
    case "code":
    case "secret":
      return value;
  }
}

function stateText(state: CredentialState): string {
  switch (state) {
    case "active":
      return l10n.t("Active");
    case "expiring":
      return l10n.t("Expires soon");
    case "expired":
      return l10n.t("Expired");
    case "revoked":
      return l10n.t("Revoked");
    case "off":
      return l10n.t("Off");
  }
}

/** What the copy button of a row, or of one item in it, copies. */
export function copiedText({ value }: Detail, item: number | undefined): string | undefined {
  switch (value.type) {
    case "text":
    case "code":
      return value.text;
    case "date":
      return value.date.toISOString();
    case "references":
      return item === undefined ? undefined : value.items[item]?.id;
    case "pairs":
      return item === undefined ? undefined : value.pairs[item]?.value;
    case "secret":
      return undefined;
  }
}
