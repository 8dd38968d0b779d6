import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { SavedState } from "../../../mock-server/store/saved-state.ts";
import { stateWriter } from "../../../mock-server/store/state-writer.ts";
import { tries } from "../../tries.ts";

interface Row {
  readonly name: string;
}

const stateOf = (rows: readonly Row[], rest: object = {}): SavedState => ({
  version: 1,
  seed: "demo",
  services: { one: { rows: { toJSON: () => rows }, ...rest }, two: { key: "ü", none: [], gone: undefined }, three: {} },
});
const textOf = (pieces: readonly Uint8Array[]) => Buffer.concat(pieces).toString("utf8");
/** Where in memory a piece ends. */
const placeOf = ({ buffer, byteOffset, length }: Uint8Array) => {
  const number = buffers.get(buffer) ?? buffers.size;
  buffers.set(buffer, number);
  return `${number} ${byteOffset + length}`;
};
const buffers = new Map<ArrayBufferLike, number>();
const rowsUpTo = (count: number): Row[] => Array.from({ length: count }, (_, index) => ({ name: `n${index}` }));

describe("a state in pieces", () => {
  it("is what JSON.stringify makes of it, whatever is added, replaced, moved or taken away between two saves", () => {
    const step = fc.record({
      kind: fc.constantFrom("add", "replace", "remove", "reverse"),
      place: fc.nat(400),
      many: fc.nat(150),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 12 }), steps => {
        const pieces = stateWriter();
        let rows = rowsUpTo(130);
        for (const [round, { kind, place, many }] of steps.entries()) {
          const fresh = Array.from({ length: many }, (_, index): Row => ({ name: `${round}"${index}ü` }));
          if (kind === "add") rows = [...rows, ...fresh];
          else if (kind === "replace") rows = rows.map((row, index) => (index === place ? { name: `${round}` } : row));
          else if (kind === "remove") rows = rows.toSpliced(place, many);
          else rows = rows.toReversed();
          const state = stateOf(rows, { round });
          expect(textOf(pieces(state))).toBe(JSON.stringify(state));
        }
      }),
      tries(100),
    );
  });

  it("takes the bytes of what did not change from the time before", () => {
    const rows = rowsUpTo(1000);
    const changes = [
      [...rows, { name: "last" }],
      rows.with(500, { name: "other" }),
      rows.toSpliced(500, 1),
      rows.slice(1),
    ];
    for (const changed of changes) {
      const pieces = stateWriter();
      const known = new Set(pieces(stateOf(rows)).map(placeOf));
      const made = pieces(stateOf(changed)).filter(piece => piece.length > 100 && !known.has(placeOf(piece)));
      expect(made.length).toBeLessThanOrEqual(1);
    }
  });

  it("keeps its rows from being changed, which the next save would not see", () => {
    const row = { name: "n", labels: { team: "a" } };
    stateWriter()(stateOf([row]));
    expect(() => {
      row.labels.team = "b";
    }).toThrow(TypeError);
  });
});
