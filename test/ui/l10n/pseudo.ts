import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import manifestTexts from "../../../package.nls.json" with { type: "json" };
import { extensionStrings } from "../../../scripts/l10n/translations.ts";

/*
 * A language that nobody speaks: each text is longer, in other letters and in brackets of its own. What stands on the screen
 * without them was never translated, and what is cut off would be cut off in a language with longer words, too.
 */

/** No language has this tag; its bundles are read like those of any other. */
export const PSEUDO = "qps-ploc";

const letters: Readonly<Record<string, string>> = {
  a: "á",
  c: "ç",
  d: "ð",
  e: "é",
  i: "í",
  l: "ļ",
  n: "ñ",
  o: "ö",
  s: "š",
  t: "ţ",
  u: "ü",
  y: "ý",
  A: "Á",
  C: "Ç",
  D: "Ð",
  E: "É",
  I: "Í",
  N: "Ñ",
  O: "Ö",
  R: "Ŕ",
  S: "Š",
  T: "Ţ",
  U: "Ü",
};

/** What a program reads, and what it leaves to read in a link. */
const machinePart = /(\{\w+\}|\$\([\w~-]+\)|\]\([^)]*\)|\[|`[^`]*`|\*\*)/u;

/** A text as it is in that language. */
export const pseudo = (text: string): string => text.split("\n").map(line).join("\n");

function line(text: string): string {
  if (text === "") return text;
  const link = /^\[(?<label>.*)\](?<target>\([^)]*\))$/u.exec(text)?.groups;
  if (link !== undefined) return `[${line(link["label"] ?? "")}]${link["target"] ?? ""}`;
  // Some titles lose their dots where nothing is asked first.
  const { body = "", dots = "" } = /^(?<body>.*?)(?<dots>\.\.\.)?$/u.exec(text)?.groups ?? {};
  const foreign = body
    .split(machinePart)
    .map((part, index) => (index % 2 === 1 ? part : part.replace(/\w/gu, letter => letters[letter] ?? letter)));
  return `⟦${foreign.join("")}${longer(body)}⟧${dots}`;
}

/** As much longer as a translation may become: short words twice, sentences by a third. */
function longer(text: string): string {
  const { length } = text.replaceAll(/\{\w+\}/gu, "");
  const more = length <= 10 ? length : Math.ceil(length / 3);
  return more === 0 ? "" : ` ${"éö".repeat(more).slice(0, more)}`;
}

/** A text of the source with its values: `{0}` by the first of them. */
export const said = (text: string, ...values: readonly string[]): string =>
  pseudo(text).replaceAll(/\{(\d+)\}/gu, (placeholder, index: string) => values[Number(index)] ?? placeholder);

/** Puts that language into a folder with the packaged extension. */
export async function addPseudoLanguage(extension: string): Promise<void> {
  const translated = (texts: readonly (readonly [string, string])[]): string =>
    JSON.stringify(Object.fromEntries(texts.map(([key, text]) => [key, pseudo(text)])));
  const keys = [...extensionStrings().strings.keys()];
  await writeFile(
    join(extension, `extension/l10n/bundle.l10n.${PSEUDO}.json`),
    translated(keys.map(key => [key, key])),
  );
  await writeFile(
    join(extension, `package.nls.${PSEUDO}.json`),
    translated(Object.entries(manifestTexts).filter(([key]) => key !== "displayName")),
  );
}
