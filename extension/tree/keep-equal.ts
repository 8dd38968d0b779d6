import { isDeepStrictEqual } from "node:util";

/** The new rows in their order, each of which nothing is another as the very object that it was: then one look tells what has changed. */
export function keepEqual<Key, Row>(old: ReadonlyMap<Key, Row>, fresh: ReadonlyMap<Key, Row>): Map<Key, Row> {
  return new Map(
    Array.from(fresh, ([key, row]) => {
      const before = old.get(key);
      return [key, before !== undefined && isDeepStrictEqual(before, row) ? before : row];
    }),
  );
}
