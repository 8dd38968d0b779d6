/** How a language reads a variable of the environment. */
interface Reading {
  /** In place of a text in quotes, the quotes included. */
  readonly forQuoted?: (name: string) => string;
  /** In place of a part of a text, or where there are no quotes. */
  readonly forPart?: (name: string) => string;
  /** Quotes in which a language leaves everything as it is written. */
  readonly literalQuote?: string;
}

const javascript: Reading = { forQuoted: name => `process.env.${name}` };
const braces = (name: string): string => `\${${name}}`;
const shell: Reading = { forQuoted: name => `"${braces(name)}"`, forPart: braces, literalQuote: "'" };
const yaml: Reading = { forPart: braces };

/** By VS Code's name of the language. Whatever is missing gets the bare name, as a placeholder. */
const READINGS: ReadonlyMap<string, Reading> = new Map([
  ["javascript", javascript],
  ["javascriptreact", javascript],
  ["typescript", javascript],
  ["typescriptreact", javascript],
  ["python", { forQuoted: name => `os.environ["${name}"]` }],
  ["ruby", { forQuoted: name => `ENV.fetch("${name}")` }],
  ["php", { forQuoted: name => `getenv('${name}')` }],
  ["go", { forQuoted: name => `os.Getenv("${name}")` }],
  ["java", { forQuoted: name => `System.getenv("${name}")` }],
  ["csharp", { forQuoted: name => `Environment.GetEnvironmentVariable("${name}")` }],
  ["powershell", { forQuoted: name => `$env:${name}` }],
  ["shellscript", shell],
  ["dockerfile", shell],
  ["yaml", yaml],
  ["dockercompose", yaml],
  ["github-actions-workflow", yaml],
]);

/** Where a secret stands in a text, in UTF-16 units. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** The text with what the language reads from the environment in place of each copy; all else stays as it is. */
export function withReferences(text: string, copies: readonly Span[], language: string, name: string): string {
  const reading = READINGS.get(language) ?? {};
  let result = "";
  let done = 0;
  for (const copy of copies) {
    // One that begins within the one before went with it.
    if (copy.start < done) continue;
    const { start, end, reference } = replacement(text, copy, reading, name);
    result += text.slice(done, start) + reference;
    done = end;
  }
  return result + text.slice(done);
}

type Replacement = Span & { readonly reference: string };

function replacement(text: string, { start, end }: Span, reading: Reading, name: string): Replacement {
  const { forQuoted, forPart, literalQuote } = reading;
  if (forQuoted !== undefined && isQuoted(text, start, end)) {
    return { start: start - 1, end: end + 1, reference: forQuoted(name) };
  }
  const isLiteral = literalQuote !== undefined && lineBefore(text, start).split(literalQuote).length % 2 === 0;
  return { start, end, reference: forPart === undefined || isLiteral ? name : forPart(name) };
}

/** Whether it is all of a plain text in quotes: one without a prefix (f"...", b'...'), and not in quotes of three. */
function isQuoted(text: string, start: number, end: number): boolean {
  const quote = text.charAt(start - 1);
  if (!/["'`]/u.test(quote) || text.charAt(end) !== quote) return false;
  return !/[\w"'`\\]/u.test(text.charAt(start - 2)) && !/["'`\w]/u.test(text.charAt(end + 1));
}

function lineBefore(text: string, offset: number): string {
  const before = text.slice(0, offset);
  return before.slice(Math.max(before.lastIndexOf("\n"), before.lastIndexOf("\r")) + 1);
}
