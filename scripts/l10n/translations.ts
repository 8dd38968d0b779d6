import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Words } from "./differences.ts";
import { sourceStrings, type SourceStrings } from "./source-strings.ts";

const at = (path: string): string => fileURLToPath(new URL(`../../${path}`, import.meta.url));
const bundles = "extension/l10n";
/** A key of package.nls.json stays when its text changes, so the text that each translation was made from is kept. The source's keys are their texts. */
const madeFrom = "scripts/l10n/made-from";

/** A file with the words of another language, and what they translate. */
export interface Translation {
  readonly file: string;
  readonly original: Words;
  readonly words: Words;
  /** The originals at the time of the translation. */
  readonly madeFrom: Words;
}

/** Every language there is: one file for the texts of package.json, which VS Code reads, and one for those of the source. */
export function translations({ strings }: SourceStrings): readonly Translation[] {
  const source = Object.fromEntries([...strings.keys()].map(key => [key, key]));
  const manifest = words("package.nls.json");
  return languages().flatMap(language => [
    read(`package.nls.${language}.json`, manifest, words(`${madeFrom}/package.nls.${language}.json`)),
    read(`${bundles}/bundle.l10n.${language}.json`, source, source),
  ]);
}

/** The texts of the extension's source. */
export const extensionStrings = (): SourceStrings => sourceStrings(at("extension"));

/** Drops what nothing asks for any more, and puts the rest into the order that merges best. */
export function tidy({ file, original, words: all }: Translation): void {
  const order = file.startsWith(bundles) ? Object.keys(original).sort() : Object.keys(original);
  const kept = order.flatMap(key => (Object.hasOwn(all, key) ? [[key, all[key] ?? ""] as const] : []));
  write(file, Object.fromEntries(kept));
}

/** Says that the translation of package.json's texts is that of today's. */
export function agree({ file, original }: Translation): void {
  if (!file.startsWith(bundles)) write(`${madeFrom}/${file}`, original);
}

const languages = (): readonly string[] =>
  readdirSync(at(bundles)).flatMap(name => /^bundle\.l10n\.(?<language>[\w-]+)\.json$/u.exec(name)?.[1] ?? []);

const read = (file: string, original: Words, madeFrom: Words): Translation => ({
  file,
  original,
  words: words(file),
  madeFrom,
});

const write = (file: string, words: Words): void => writeFileSync(at(file), `${JSON.stringify(words, null, 2)}\n`);

function words(file: string): Words {
  const read: unknown = JSON.parse(readFileSync(at(file), "utf8"));
  if (typeof read !== "object" || read === null) throw new Error(`${file} holds no texts.`);
  return Object.fromEntries(
    Object.entries(read).map(([key, text]: [string, unknown]) => {
      if (typeof text !== "string") throw new Error(`${file}: “${key}” is no text.`);
      return [key, text];
    }),
  );
}
