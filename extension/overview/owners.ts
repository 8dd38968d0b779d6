import * as l10n from "@vscode/l10n";
import { type Counted, isAlive } from "./counted.ts";
import type { Division, Tone } from "./division.ts";
import { byLabel } from "./states.ts";

const KINDS = ["nobody", "gone", "machine", "group", "person", "unknown", "untold"] as const;
type Kind = (typeof KINDS)[number];

const TONES: Readonly<Record<Kind, Tone>> = {
  nobody: "expired",
  gone: "expired",
  machine: "soon",
  group: "fine",
  person: "fine",
  unknown: "quiet",
  untold: "quiet",
};

/** Who looks after what still lets somebody in. */
export const owners = (): Division => ({
  id: "owners",
  isScale: false,
  columns: KINDS.map(id => ({ id, ...kindWords(id) })),
  columnOf: counted => (isAlive(counted) ? kindOf(counted) : undefined),
  toneOf: counted => TONES[kindOf(counted)],
  order: byLabel(),
});

function kindOf({ credential, owner }: Counted): Kind {
  if (credential.owner === undefined) return "untold";
  if (credential.owner === "") return "nobody";
  return owner?.type ?? "unknown";
}

function kindWords(kind: Kind): { readonly label: string; readonly short: string } {
  switch (kind) {
    case "nobody":
      return { label: l10n.t("Nobody"), short: l10n.t("nobody") };
    case "gone":
      return { label: l10n.t("Somebody who is no longer there"), short: l10n.t("gone") };
    case "machine":
      return { label: l10n.t("A program, not a person"), short: l10n.t("program") };
    case "group":
      return { label: l10n.t("A group"), short: l10n.t("group") };
    case "person":
      return { label: l10n.t("A person"), short: l10n.t("person") };
    case "unknown":
      return { label: l10n.t("An owner who could not be looked up"), short: l10n.t("not found out") };
    case "untold":
      return { label: l10n.t("The service tells no owners"), short: l10n.t("not told") };
  }
}
