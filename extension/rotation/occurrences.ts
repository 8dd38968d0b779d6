/** Where a value stands in a text. Lines and columns count from 0, columns in UTF-16 units. */
export interface Occurrence {
  readonly line: number;
  readonly column: number;
  /** Its line, cut where that is longer than anybody reads. */
  readonly lineText: string;
}

/** What a client ID can be made of: where one of these stands right before or after, it is part of another value. */
const PART_OF_A_VALUE = /[\p{L}\p{N}_-]/u;

/** A bundle may be one line of many megabytes. */
const LONGEST_LINE = 1000;

/** Each place where the whole value stands, written exactly so. */
export function* occurrencesIn(text: string, value: string): Generator<Occurrence> {
  if (value === "") return;
  let line = 0;
  let lineStart = 0;
  let lineEnd = endOfLine(text, 0);
  for (let at = text.indexOf(value); at !== -1; at = text.indexOf(value, at + value.length)) {
    if (touches(text, at - 1) || touches(text, at + value.length)) continue;
    while (lineEnd < at) {
      line++;
      lineStart = lineEnd + 1;
      lineEnd = endOfLine(text, lineStart);
    }
    const lineText = text.slice(lineStart, Math.min(lineEnd, lineStart + LONGEST_LINE)).replace(/\r$/u, "");
    yield { line, column: at - lineStart, lineText };
  }
}

function endOfLine(text: string, from: number): number {
  const end = text.indexOf("\n", from);
  return end === -1 ? text.length : end;
}

const touches = (text: string, index: number): boolean => PART_OF_A_VALUE.test(text.charAt(index));

/** So much of a file tells whether it is text. */
const LOOKED_AT = 8000;

/** The text of a file; undefined where it is binary. */
export function textOfFile(bytes: Uint8Array): string | undefined {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return new TextDecoder("utf-16le").decode(bytes);
  if (first === 0xfe && second === 0xff) return new TextDecoder("utf-16be").decode(bytes);
  return bytes.subarray(0, LOOKED_AT).includes(0) ? undefined : new TextDecoder().decode(bytes);
}
