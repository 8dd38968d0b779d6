import type { ConnectionId } from "../core/model.ts";
import type { Counted } from "./counted.ts";

/** How much a part of a bar matters; each looks different, and not by its colour alone. */
export const tones = ["expired", "near", "soon", "fine", "quiet"] as const;
export type Tone = (typeof tones)[number];

export const divisionIds = ["ends", "states", "ages", "owners"] as const;
export type DivisionId = (typeof divisionIds)[number];

export interface Column {
  readonly id: string;
  /** "November 2026" */
  readonly label: string;
  /** What has room below a bar, in one or two lines: "Nov". */
  readonly short: string;
  /** The present is in it. */
  readonly isNow?: true;
}

/** A way to divide credentials into columns. What is drawn, and what a column leads to, both follow from this alone. */
export interface Division {
  readonly id: DivisionId;
  readonly columns: readonly Column[];
  /** The columns are steps of a scale, so that an empty one says something, too. */
  readonly isScale: boolean;
  /** One of `columns`; undefined for what this picture is not about. */
  columnOf(counted: Counted): string | undefined;
  toneOf(counted: Counted): Tone;
  /** What leads to a column is listed in this order. */
  readonly order: (one: Counted, other: Counted) => number;
}

export interface Cell {
  readonly count: number;
  /** Its parts, the worst first; none is 0. */
  readonly parts: readonly { readonly tone: Tone; readonly count: number }[];
}

export interface Lane {
  readonly connectionId: ConnectionId;
  /** One for each column. */
  readonly cells: readonly Cell[];
}

export interface Counts {
  readonly lanes: readonly Lane[];
  /** So many are in no column. */
  readonly left: number;
}

/** Counts once through everything: a lane for each connection, in the given order, also where nothing is counted. */
export function countsOf(division: Division, all: readonly Counted[], connections: readonly ConnectionId[]): Counts {
  const places = new Map(division.columns.map(({ id }, index) => [id, index]));
  const lanes = new Map(connections.map(id => [id, division.columns.map(() => new Map<Tone, number>())]));
  let left = 0;
  for (const counted of all) {
    const place = places.get(division.columnOf(counted) ?? "");
    const cell = place === undefined ? undefined : lanes.get(counted.connection.id)?.[place];
    if (cell === undefined) {
      left++;
      continue;
    }
    const tone = division.toneOf(counted);
    cell.set(tone, (cell.get(tone) ?? 0) + 1);
  }
  return { lanes: [...lanes].map(([connectionId, cells]) => ({ connectionId, cells: cells.map(cellOf) })), left };
}

function cellOf(byTone: ReadonlyMap<Tone, number>): Cell {
  const parts = tones.flatMap(tone => {
    const count = byTone.get(tone) ?? 0;
    return count === 0 ? [] : [{ tone, count }];
  });
  return { count: parts.reduce((sum, { count }) => sum + count, 0), parts };
}

/** What a column stands for, of one connection or of all. */
export const membersOf = (
  division: Division,
  all: readonly Counted[],
  column: string,
  connectionId: ConnectionId | undefined,
): readonly Counted[] =>
  all
    .filter(
      counted =>
        (connectionId === undefined || counted.connection.id === connectionId) && division.columnOf(counted) === column,
    )
    .toSorted(division.order);
