import { finderOn, type Span, timeLine, type Unit } from "./calendar.ts";
import type { Counted } from "./counted.ts";
import type { Division } from "./division.ts";
import { spanWords } from "./span-words.ts";
import { urgencyTone } from "./tones.ts";

export interface Calendar {
  readonly unit: Unit;
  readonly now: Date;
  readonly language: string;
}

/** When what ends does so, also what has: not what never ends, nor what was ended by somebody. */
export function ends({ unit, now, language }: Calendar, all: readonly Counted[]): Division {
  const line = timeLine(
    unit,
    now,
    all.flatMap(counted => endOf(counted) ?? []),
  );
  const indexOf = finderOn(line);
  const ids = line.map(idOf);
  const first = line.findIndex(({ from, to }) => from !== undefined && to !== undefined);
  return {
    id: "ends",
    isScale: true,
    columns: line.map((span, index) => ({
      id: ids[index] ?? "",
      ...spanWords(unit, span, language, index === first),
      ...(index === indexOf(now) ? { isNow: true } : {}),
    })),
    columnOf(counted) {
      const end = endOf(counted);
      return end === undefined ? undefined : ids[indexOf(end)];
    },
    toneOf: ({ urgency }) => urgencyTone[urgency],
    order: (one, other) => Number(endOf(one)) - Number(endOf(other)),
  };
}

/** The same span has the same id when the time line has become longer. */
const idOf = ({ from, to }: Span): string => `${from?.toISOString() ?? ""}/${to?.toISOString() ?? ""}`;

function endOf({ credential: { expiresAt }, urgency }: Counted): Date | undefined {
  return urgency === "ended" || expiresAt === undefined || Number.isNaN(expiresAt.getTime()) ? undefined : expiresAt;
}
