import { type Quote, quotes } from "./read.ts";

/** Needs no quotes for any reader of these files, shells included. */
const PLAIN = /^[\w./:@%+,=~^-]+$/u;

/**
 * The ways to write a value, the best first. Not each of them can be read back for every value and in every place: try them.
 * @param quote how the value that is replaced was quoted
 * @param standsAlone nothing follows that only dotenv tells from the value
 */
export function spellings(
  value: string,
  quote: Quote | undefined,
  standsAlone: boolean,
  lineEnd: string,
): readonly string[] {
  const raw = value.replaceAll("\n", lineEnd);
  const inQuotes = (mark: Quote): string => (mark === '"' ? `"${onOneLine(value)}"` : `${mark}${raw}${mark}`);
  const others = quotes.filter(mark => mark !== quote).map(inQuotes);
  if (quote !== undefined) return [inQuotes(quote), ...others];
  return PLAIN.test(value) && standsAlone ? [value, ...others] : [...others, value];
}

const onOneLine = (value: string): string => value.replaceAll("\n", String.raw`\n`).replaceAll("\r", String.raw`\r`);
