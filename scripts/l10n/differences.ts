/** Words of one language, by their key: a bundle or a package.nls file. */
export type Words = Readonly<Record<string, string>>;

/** What is wrong with a translation. */
export interface Differences {
  readonly missing: readonly string[];
  readonly leftOver: readonly string[];
  /** What is not to be translated, but differs: `“key”: why`. */
  readonly changed: readonly string[];
}

/** Compares a translation with its original. */
export function differences(original: Words, translation: Words): Differences {
  const keys = Object.keys(original);
  return {
    missing: keys.filter(key => !Object.hasOwn(translation, key)),
    leftOver: Object.keys(translation).filter(key => !Object.hasOwn(original, key)),
    changed: keys.flatMap(key => {
      const [before, after] = [original, translation].map(words =>
        Object.hasOwn(words, key) ? words[key] : undefined,
      );
      return before === undefined || after === undefined ? [] : changes(before, after).map(why => `“${key}”: ${why}`);
    }),
  };
}

/** Keys whose original is another one than the translation was made from: what it says may be wrong now. */
export const outdated = (original: Words, madeFrom: Words): readonly string[] =>
  Object.keys(original).filter(key => !Object.hasOwn(madeFrom, key) || madeFrom[key] !== original[key]);

/** What a program reads in a text. Its order may change with the language, its number may not. */
const machineParts: Readonly<Record<string, RegExp>> = {
  "icon": /\$\([\w-]+(?:~\w+)?\)/gu,
  "link": /\]\([^)]*\)/gu,
  "code": /`[^`]*`/gu,
  "line break": /\n/gu,
  "setting": /#[\w.]+#/gu,
};

function changes(before: string, after: string): readonly string[] {
  const found = Object.entries(machineParts)
    .map(([name, pattern]) => [name, sorted(before.match(pattern)), sorted(after.match(pattern))] as const)
    .filter(([, one, other]) => one.join() !== other.join())
    .map(([name, one, other]) => `${name} ${one.join(" ")} became ${other.join(" ")}`);
  // A placeholder may be used twice, or all the same places said in another order.
  const [given, used] = [placeholders(before), placeholders(after)];
  if (given.join() !== used.join()) found.push(`${given.join(" ")} became ${used.join(" ")}`);
  if (ending(before) !== ending(after)) found.push(`it ends with “${ending(after)}” instead of “${ending(before)}”`);
  return found;
}

const sorted = (parts: readonly string[] | null): readonly string[] => [...(parts ?? [])].sort();

const placeholders = (text: string): readonly string[] => [...new Set(sorted(text.match(/\{\w+\}/gu)))];

/** Three dots promise a question first; a colon or a space belongs to what follows. */
const ending = (text: string): string => /(?:\.\.\.|…|:|\?)?\s*$/u.exec(text)?.[0] ?? "";
