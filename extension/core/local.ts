import * as l10n from "@vscode/l10n";

let language = "en";

/** Says which language numbers and lists are written in: `vscode.env.language`, or a page's own. Comes before anything is shown. */
export function writeAs(spoken: string): void {
  language = spoken;
}

/** A number as people write it there: 12,345 or 12.345. */
export const number = (value: number, decimals = 0): string =>
  new Intl.NumberFormat(language, { minimumFractionDigits: decimals, maximumFractionDigits: decimals }).format(value);

/** Compares names as people sort them there. */
export const byName = (): Intl.Collator => new Intl.Collator(language, { sensitivity: "base" });

/** A name in the quotes of the language, inside a sentence. */
export const quoted = (name: string): string => l10n.t("“{0}”", name);
