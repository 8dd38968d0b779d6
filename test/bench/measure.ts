/** One line of the table. A hard budget fails the run; a soft one depends on the machine and is only shown. */
export interface Measure {
  readonly what: string;
  readonly value: number;
  /** "x" is good when it is small, "times" when it is large. */
  readonly unit: "KB" | "MB" | "ms" | "x" | "times" | "/s";
  readonly budget?: number;
  readonly hard?: boolean;
  readonly remark?: string;
}

export type Bench = () => Promise<readonly Measure[]>;

/** The value in the middle. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted[Math.floor(sorted.length / 2)];
  if (middle === undefined) throw new Error("There is no median of nothing.");
  return middle;
}

/** Throughput (per second) and how many times better something is are good over their budget, everything else under it. */
export function isWithin({ value, budget, unit }: Measure): boolean {
  if (budget === undefined) return true;
  return unit === "/s" || unit === "times" ? value >= budget : value <= budget;
}
