import * as v from "valibot";
import type { SavedState } from "./saved-state.ts";

const collectionSchema = v.looseObject({
  toJSON: v.custom<() => unknown>(given => typeof given === "function"),
});

/** Neighbouring rows of a list as JSON, a comma before each. */
interface Block {
  readonly rows: readonly unknown[];
  readonly bytes: Uint8Array;
}

/** More rows in a block are fewer pieces to write, but more to make anew when one of them changes. */
const rowsOfBlock = 64;

/**
 * Makes a state into JSON, in pieces to be written one after the other. Of lists only what is new since the last time is
 * stringified and encoded, in blocks of neighbours: resources are replaced, not changed.
 */
export function stateWriter(): (state: SavedState) => readonly Uint8Array[] {
  let known = new Map<string, readonly Block[]>();
  return ({ version, seed, services }) => {
    const now = new Map<string, readonly Block[]>();
    const pieces: (string | Uint8Array)[] = [`{"version":${version},"seed":${JSON.stringify(seed)},"services":{`];
    for (const [index, [service, live]] of Object.entries(services).entries()) {
      pieces.push(`${index === 0 ? "" : ","}${JSON.stringify(service)}:`);
      const state = savedForm(live);
      if (!isPlain(state)) {
        pieces.push(JSON.stringify(state));
        continue;
      }
      const parts = Object.entries(state).filter(([, kept]) => kept !== undefined && typeof kept !== "function");
      for (const [place, [name, kept]] of parts.entries()) {
        pieces.push(`${place === 0 ? "{" : ","}${JSON.stringify(name)}:`);
        const list = listIn(kept);
        if (list === undefined) pieces.push(JSON.stringify(kept));
        else {
          const path = `${service}/${name}`;
          const blocks = blocksOf(list, known.get(path) ?? []);
          now.set(path, blocks);
          pieces.push("[", ...blocks.map(({ bytes }, block) => (block === 0 ? bytes.subarray(1) : bytes)), "]");
        }
      }
      pieces.push(parts.length === 0 ? "{}" : "}");
    }
    pieces.push("}}");
    known = now;
    return inBytes(pieces);
  };
}

/** A list in blocks: those that are known already wherever their rows still stand together. */
function blocksOf(list: readonly unknown[], known: readonly Block[]): Block[] {
  const byFirst = new Map(known.map(block => [block.rows[0], block]));
  const blocks: Block[] = [];
  for (let start = 0; start < list.length;) {
    const block = knownAt(list, start, byFirst) ?? newBlock(list, start, byFirst);
    blocks.push(block);
    start += block.rows.length;
  }
  return blocks;
}

/** The known block that begins here. One that is not full stays only where nothing new follows that would fill it. */
function knownAt(list: readonly unknown[], start: number, byFirst: ReadonlyMap<unknown, Block>): Block | undefined {
  const block = byFirst.get(list[start]);
  if (!block?.rows.every((row, index) => row === list[start + index])) return undefined;
  const end = start + block.rows.length;
  return block.rows.length >= rowsOfBlock || end === list.length || byFirst.has(list[end]) ? block : undefined;
}

/** A block of what stands here, up to where a known one begins. */
function newBlock(list: readonly unknown[], start: number, byFirst: ReadonlyMap<unknown, Block>): Block {
  let end = start + 1;
  while (end < list.length && end - start < rowsOfBlock && !byFirst.has(list[end])) end += 1;
  // One that was changed after all would be saved as it was before.
  const rows = list.slice(start, end).map(frozen);
  return { rows, bytes: Buffer.from(rows.map(row => `,${JSON.stringify(row)}`).join("")) };
}

/** All of it in bytes; short pieces joined, long ones as they are. */
function inBytes(pieces: readonly (string | Uint8Array)[]): Uint8Array[] {
  const joined: Uint8Array[] = [];
  let text = "";
  for (const piece of [...pieces, undefined]) {
    if (typeof piece === "string") {
      text += piece;
      continue;
    }
    if (text !== "") joined.push(Buffer.from(text));
    text = "";
    if (piece !== undefined) joined.push(piece);
  }
  return joined;
}

/** What a service keeps as a list, or as something that is saved as one. */
export function listIn(kept: unknown): readonly unknown[] | undefined {
  const json = savedForm(kept);
  return isList(json) ? json : undefined;
}

/** What `JSON.stringify` would make text of. */
export function savedForm(live: unknown): unknown {
  return v.is(collectionSchema, live) ? live.toJSON() : live;
}

function isList(value: unknown): value is readonly unknown[] {
  return Array.isArray(value);
}

function isPlain(value: unknown): value is object {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function frozen<Value>(value: Value): Value {
  if (typeof value !== "object" || value === null || Object.isFrozen(value)) return value;
  for (const inner of Object.values(value)) frozen(inner);
  return Object.freeze(value);
}
