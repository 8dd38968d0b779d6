import * as l10n from "@vscode/l10n";
import type { Span, Unit } from "./calendar.ts";
import type { Column } from "./division.ts";

const LONG: Readonly<Record<Unit, Intl.DateTimeFormatOptions>> = {
  week: { year: "numeric", month: "short", day: "numeric" },
  month: { year: "numeric", month: "long" },
  year: { year: "numeric" },
};
const SHORT: Readonly<Record<Unit, Intl.DateTimeFormatOptions>> = {
  week: { month: "short", day: "numeric" },
  month: { month: "short" },
  year: { year: "numeric" },
};

/**
 * A span of a time line in words: "November 2026", "Nov 16 – 22, 2026", "Before May 2026".
 * @param isFirst the short words say the year only at the beginning and where it is another
 */
export function spanWords(
  unit: Unit,
  { from, to }: Span,
  language: string,
  isFirst: boolean,
): Pick<Column, "label" | "short"> {
  const long = new Intl.DateTimeFormat(language, LONG[unit]);
  if (from === undefined)
    return { label: to === undefined ? "" : l10n.t("Before {0}", long.format(to)), short: l10n.t("before") };
  if (to === undefined) return { label: l10n.t("From {0} on", long.format(from)), short: l10n.t("later") };
  const beginsYear = from.getMonth() === 0 && from.getDate() <= 7;
  const year =
    unit !== "year" && (isFirst || beginsYear) ? [new Intl.DateTimeFormat(language, LONG.year).format(from)] : [];
  const short = [new Intl.DateTimeFormat(language, SHORT[unit]).format(from), ...year].join("\n");
  if (unit !== "week") return { label: long.format(from), short };
  return { label: long.formatRange(from, new Date(to.getFullYear(), to.getMonth(), to.getDate() - 1)), short };
}
