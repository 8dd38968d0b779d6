import { type Assignment, readDotenv } from "./read.ts";

/** In the place of a secret. */
export const MASK = "••••••••";

/**
 * The text of a .env file as it may be looked at: names, comments and order are there, no value is.
 * @param shown what to show for a value in place of the mask, where it is no secret or there is something to say about it
 */
export function masked(
  text: string,
  shown: (assignment: Assignment, mask: string) => string | undefined = () => undefined,
): string {
  const assignments = readDotenv(text);
  const parts = assignments.map((assignment, index) => {
    const { start, span, value, quote } = assignment;
    const visible = shown(assignment, MASK) ?? (value === "" ? "" : MASK);
    const mark = quote ?? "";
    const rest = text.slice(span.end, assignments[index + 1]?.start);
    return `${text.slice(start, span.start)}${mark}${visible}${mark}${restOfLine(rest)}`;
  });
  return `${lines(text.slice(0, assignments[0]?.start))}${parts.join("")}`;
}

/** The comment behind a value stays; the lines after it may be anything. */
function restOfLine(text: string): string {
  const end = /[\r\n]/u.exec(text)?.index ?? text.length;
  return `${text.slice(0, end)}${lines(text.slice(end))}`;
}

/** What dotenv does not read: comments stay, but a variable commented out may be a secret, and so may what nobody understands. */
const lines = (text: string): string =>
  text.replace(/[^\r\n]+/gu, line => {
    if (/^\s*(?:#[^=:]*|export\s*)?$/u.test(line)) return line;
    const name = /^\s*#\s*(?:export\s+)?[\w.-]+\s*[=:]\s*/u.exec(line)?.[0];
    if (name !== undefined) return `${name}${MASK}`;
    return /^\s*#/u.test(line) ? line : MASK;
  });
