import { differences, outdated } from "../l10n/differences.ts";
import { agree, extensionStrings, tidy, translations } from "../l10n/translations.ts";

/**
 * `npm run l10n`: what each language lacks, as JSON to paste into its file. `npm run l10n -- --tidy` also drops what is left over, and
 * sorts, so that it does not matter where it was pasted. `npm run l10n -- --agree` says that what is out of date is right again.
 */
export default function (args) {
  const strings = extensionStrings();
  if (args.includes("--tidy")) translations(strings).forEach(tidy);
  if (args.includes("--agree")) translations(strings).forEach(agree);
  const problems = translations(strings).map(({ file, original, words, madeFrom }) => {
    const { missing, leftOver, changed } = differences(original, words);
    const lines = Object.fromEntries(missing.map(key => [key, original[key]]));
    if (missing.length > 0) console.log(`${file} lacks these:\n${JSON.stringify(lines, null, 2).slice(2, -2)},\n`);
    for (const key of leftOver) console.log(`${file}: nothing asks for “${key}” any more.`);
    for (const change of changed) console.log(`${file}: ${change}`);
    const old = outdated(original, madeFrom);
    for (const key of old)
      console.log(
        `${file}: “${key}” is a translation of “${madeFrom[key] ?? ""}”, which is “${original[key]}” now. When it is right: npm run l10n -- --agree`,
      );
    return missing.length + leftOver.length + changed.length + old.length;
  });
  for (const place of strings.unreadable) console.log(`extension/${place}: the text must be written inside l10n.t(…).`);
  const found = problems.reduce((sum, each) => sum + each, strings.unreadable.length);
  console.log(found === 0 ? "Every language has every text." : `${found} to mend; then: npm run l10n -- --tidy`);
  return Math.min(found, 1);
}
