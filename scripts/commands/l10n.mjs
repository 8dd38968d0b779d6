import { differences } from "../l10n/differences.ts";
import { extensionStrings, tidy, translations } from "../l10n/translations.ts";

/**
 * `npm run l10n`: what each language lacks, as JSON to paste into its file. `npm run l10n -- --tidy` also drops what is left over, and
 * sorts, so that it does not matter where it was pasted.
 */
export default function (args) {
  const strings = extensionStrings();
  if (args.includes("--tidy")) translations(strings).forEach(tidy);
  const problems = translations(strings).map(({ file, original, words }) => {
    const { missing, leftOver, changed } = differences(original, words);
    const lines = Object.fromEntries(missing.map(key => [key, original[key]]));
    if (missing.length > 0) console.log(`${file} lacks these:\n${JSON.stringify(lines, null, 2).slice(2, -2)},\n`);
    for (const key of leftOver) console.log(`${file}: nothing asks for “${key}” any more.`);
    for (const change of changed) console.log(`${file}: ${change}`);
    return missing.length + leftOver.length + changed.length;
  });
  for (const place of strings.unreadable) console.log(`extension/${place}: the text must be written inside l10n.t(…).`);
  const found = problems.reduce((sum, each) => sum + each, strings.unreadable.length);
  console.log(found === 0 ? "Every language has every text." : `${found} to mend; then: npm run l10n -- --tidy`);
  return Math.min(found, 1);
}
