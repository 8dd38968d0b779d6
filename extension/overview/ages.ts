import * as l10n from "@vscode/l10n";
import { DAY_MS } from "../core/day.ts";
import { type Counted, isAlive } from "./counted.ts";
import type { Division, Tone } from "./division.ts";

interface Age {
  readonly id: string;
  /** Up to so many days. */
  readonly days: number;
  readonly tone: Tone;
}

const AGES: readonly Age[] = [
  { id: "30", days: 30, tone: "fine" },
  { id: "90", days: 90, tone: "fine" },
  { id: "180", days: 180, tone: "fine" },
  { id: "365", days: 365, tone: "fine" },
  { id: "730", days: 730, tone: "soon" },
  { id: "older", days: Infinity, tone: "near" },
];
const UNKNOWN = "unknown";

/** For how long the secrets that still let somebody in have been the same ones, at most. A switch has none. */
export const ages = (): Division => ({
  id: "ages",
  isScale: true,
  columns: [...AGES.map(({ id }) => ({ id, ...ageWords(id) })), { id: UNKNOWN, ...ageWords(UNKNOWN) }],
  columnOf(counted) {
    if (!isAlive(counted) || counted.urgency === "on") return undefined;
    return ageOf(counted)?.id ?? UNKNOWN;
  },
  toneOf: counted => ageOf(counted)?.tone ?? "quiet",
  order: (one, other) => Number(one.secretSince ?? 0) - Number(other.secretSince ?? 0),
});

function ageOf({ secretSince, now }: Counted): Age | undefined {
  if (secretSince === undefined) return undefined;
  const days = (now.getTime() - secretSince.getTime()) / DAY_MS;
  return AGES.find(age => days <= age.days);
}

function ageWords(id: string): { readonly label: string; readonly short: string } {
  switch (id) {
    case "30":
      return { label: l10n.t("Up to 30 days"), short: l10n.t("30 days") };
    case "90":
      return { label: l10n.t("31 to 90 days"), short: l10n.t("90 days") };
    case "180":
      return { label: l10n.t("91 to 180 days"), short: l10n.t("180 days") };
    case "365":
      return { label: l10n.t("Up to a year"), short: l10n.t("1 year") };
    case "730":
      return { label: l10n.t("One to two years"), short: l10n.t("2 years") };
    case "older":
      return { label: l10n.t("More than two years"), short: l10n.t("older") };
    default:
      return { label: l10n.t("Not known"), short: l10n.t("not known") };
  }
}
