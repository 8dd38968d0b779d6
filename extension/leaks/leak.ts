import type { Copy, Fingerprint, Recogniser } from "../vault/vault.ts";

/** A place in a text. Lines and columns count from 0, columns in UTF-16 units. */
export interface TextPlace {
  readonly line: number;
  readonly column: number;
}

/** A copy of a secret in a file. */
export interface Leak {
  readonly fingerprint: Fingerprint;
  readonly from: TextPlace;
  readonly to: TextPlace;
}

/** What a page of problems can hold for one file. */
const MOST = 100;

/** Where in the text of a file secrets stand; a secret that two credentials share counts once. */
export function leaksIn(text: string, recogniser: Recogniser): readonly Leak[] {
  const copies = recogniser.copiesIn(text).filter(isFirstOfItsPlace).slice(0, MOST);
  const place = placesOf(text);
  // From left to right, as `place` needs it; those that overlap are never of one length and place.
  return copies.map(({ fingerprint, start }) => {
    const from = place(start);
    return { fingerprint, from, to: { line: from.line, column: from.column + fingerprint.length } };
  });
}

const isFirstOfItsPlace = ({ start, fingerprint }: Copy, index: number, copies: readonly Copy[]): boolean => {
  const before = copies[index - 1];
  return before?.start !== start || before.fingerprint.length !== fingerprint.length;
};

/** Tells the line and column of offsets that only grow. VS Code ends a line at \n, \r\n and \r. */
function placesOf(text: string): (offset: number) => TextPlace {
  const lineEnd = /\r\n?|\n/gu;
  let line = 0;
  let lineStart = 0;
  let next = lineEnd.exec(text);
  return offset => {
    while (next !== null && next.index + next[0].length <= offset) {
      line++;
      lineStart = next.index + next[0].length;
      next = lineEnd.exec(text);
    }
    return { line, column: offset - lineStart };
  };
}
