import * as l10n from "@vscode/l10n";
import { secretComplaint, type SecretRules } from "../../../core/secret-rules.ts";
import { h, hiddenText, icon, newId } from "../dom.ts";

/** The kinds of characters that `secretComplaint` tells apart. */
const KINDS = [4, 3, 2, 1];

/** Each rule alone is the same check with the others left out, so that this list and the complaint can't disagree. */
const alone = { shortest: 0, longest: Number.POSITIVE_INFINITY, classesNeeded: 0 } as const;
const fulfils = (secret: string, rules: Partial<SecretRules>): boolean =>
  secretComplaint(secret, { ...alone, ...rules }) === undefined;

/** What a secret must fulfil, and what of it this one does: in shape and words, and read out where it changes. */
export function rulesList({ shortest, longest, classesNeeded }: SecretRules, announce: (text: string) => void) {
  const rules = [
    {
      text: l10n.t("{0} to {1} characters", shortest, longest),
      met: (secret: string) => fulfils(secret, { shortest, longest }),
      now: (secret: string) => Array.from(secret).length,
    },
    {
      text: l10n.t(
        "At least {0} of: upper-case letters, lower-case letters, digits, special characters",
        classesNeeded,
      ),
      met: (secret: string) => fulfils(secret, { classesNeeded }),
      now: (secret: string) => KINDS.find(kinds => fulfils(secret, { classesNeeded: kinds })) ?? 0,
    },
  ];
  const element = h("ul", { id: newId("rules"), class: "rules" });
  let before: readonly boolean[] = [];

  return {
    element,
    update: (secret: string, say: boolean): void => {
      const states = rules.map(rule => ({ text: rule.text, met: rule.met(secret), now: rule.now(secret) }));
      element.replaceChildren(
        ...states.map(({ text, met, now }) =>
          h(
            "li",
            { class: met ? "met" : undefined },
            icon(met ? "check" : "circle-large"),
            h(
              "span",
              {},
              hiddenText(met ? l10n.t("Met:") : l10n.t("Not met yet:")),
              ` ${text}`,
              !met && secret !== "" && ` – ${l10n.t("now {0}", now)}`,
            ),
          ),
        ),
      );
      const changed = states.filter(({ met }, index) => met !== before[index]);
      before = states.map(({ met }) => met);
      if (!say || changed.length === 0) return;
      announce(
        changed
          .map(({ text, met }) => (met ? l10n.t("Met: {0}.", text) : l10n.t("No longer met: {0}.", text)))
          .join(" "),
      );
    },
  };
}
