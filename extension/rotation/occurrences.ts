/** Where a value stands in a text. Lines and columns count from 0, columns in UTF-16 units. */
export interface Occurrence {
  readonly line: number;
  readonly column: number;
  readonly lineText: string;
}

/** What a client ID can be made of: where one of these stands right before or after, it is part of another value. */
const PART_OF_A_VALUE = /[\p{L}\p{N}_-]/u;

/** Each place where the whole value stands, written exactly so. */
export function* occurrencesIn(text: string, value: string): Generator<Occurrence> {
  if (value === "") return;
  let line = 0;
  let lineStart = 0;
  for (let at = text.indexOf(value); at !== -1; at = text.indexOf(value, at + value.length)) {
    if (touches(text, at - 1) || touches(text, at + value.length)) continue;
    for (let end = text.indexOf("\n", lineStart); end !== -1 && end < at; end = text.indexOf("\n", lineStart)) {
      line++;
      lineStart = end + 1;
    }
    const lineEnd = text.indexOf("\n", at);
    const lineText = text.slice(lineStart, lineEnd === -1 ? undefined : lineEnd).replace(/\r$/u, "");
    yield { line, column: at - lineStart, lineText };
  }
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
