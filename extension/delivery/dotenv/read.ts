/** One variable that dotenv reads from a file, and where it stands there, in UTF-16 units. */
export interface Assignment {
  readonly name: string;
  /** As dotenv reads it. */
  readonly value: string;
  readonly exported: boolean;
  /** Where the line's own text begins, `export` included. */
  readonly start: number;
  /** The value with its quotes, without the blanks around it. */
  readonly span: Span;
  /** The quotes around it. */
  readonly quote: Quote | undefined;
  /** Name and value stand on one line. That dotenv looks for the value on the next line, no other reader of these files knows. */
  readonly onOneLine: boolean;
}

export interface Span {
  readonly start: number;
  readonly end: number;
}

export const quotes = ["'", '"', "`"] as const;
export type Quote = (typeof quotes)[number];

/** A quoted value may span lines; a backslash before a quote keeps it from ending the value, where there is another that can. */
const quoted = quotes.map(quote => String.raw`\s*${quote}(?:\\${quote}|[^${quote}])*${quote}`).join("|");

/*
 * There is no standard for these files: what dotenv (16 to 18 read alike) does is the format, so the rules here are its rules, its
 * oddities included: dotenv makes CRLF one character first, so it is one here. A property test holds this reader against dotenv itself.
 */
const ASSIGNMENT = new RegExp(
  String.raw`^[^\S\r\n\u2028\u2029]*(?<line>(?<exported>export\s+)?(?<name>[\w.-]+)(?<separator>\s*=\s*?|:(?:\r\n|(?!\r\n)\s)+?))` +
    String.raw`(?<value>${quoted}|[^#\r\n]+)?\s*(?:#.*)?$`,
  "dgm",
);

/** What dotenv reads from the text of a file, in its order; of several assignments to one name it keeps the last. */
export function readDotenv(text: string): readonly Assignment[] {
  return [...text.matchAll(ASSIGNMENT)].flatMap(({ groups, indices }) => {
    const [lineStart, lineEnd] = indices?.groups?.["line"] ?? [];
    const name = groups?.["name"];
    if (lineStart === undefined || lineEnd === undefined || name === undefined) return [];
    const raw = groups?.["value"] ?? "";
    const written = raw.trim();
    const start = written === "" ? lineEnd : lineEnd + raw.indexOf(written);
    return [
      {
        name,
        value: meant(written),
        exported: groups?.["exported"] !== undefined,
        start: lineStart,
        span: { start, end: start + written.length },
        quote: quotes.find(quote => written.length >= 2 && written.startsWith(quote) && written.endsWith(quote)),
        onOneLine: !/[\r\n]/u.test(text.slice(lineStart, start)),
      },
    ];
  });
}

/** What stands between the quotes; in double quotes `\n` and `\r` are what they look like, and nothing else is. */
function meant(written: string): string {
  const normal = written.replace(/\r\n?/gu, "\n");
  const inner = normal.replace(/^(['"`])([^]*)\1$/gmu, "$2");
  return normal.startsWith('"') ? inner.replaceAll(String.raw`\n`, "\n").replaceAll(String.raw`\r`, "\r") : inner;
}
