import { setTimeout as delay } from "node:timers/promises";
import type { Hands } from "../chaos/hands/place.ts";
import { closePages, connect, note, until } from "../chaos/window.ts";

/** What the extension host holds when the extension has nothing to do: no connections, no tabs. */
export interface Sample {
  readonly heapMb: number;
  /** Sockets, pipes, watched files, servers, requests. */
  readonly handles: number;
  readonly timers: number;
  readonly ownListeners: number;
  readonly hostListeners: number;
  readonly surfaces: number;
}

const isFunction = (value: unknown): value is () => void => typeof value === "function";
const collect: unknown = Reflect.get(globalThis, "gc");

/** Brings everything to rest, collects what is garbage, and looks what is left. */
export async function sample(h: Hands): Promise<Sample> {
  closePages(h);
  await connect(h, []);
  await until("the end of all progress", () => h.progress.every(({ ended }) => ended), 60_000);
  // What these hands have written down is not the extension's.
  for (const list of [h.told, h.log, h.progress]) list.length = 0;
  h.pages.splice(0, h.pages.length, ...h.pages.filter(({ isOpen }) => isOpen));
  // Connections that are kept alive end after 4 s, and timers of the last clicks soon after.
  await delay(6000);
  if (!isFunction(collect)) throw new Error("there is no gc(): the hook has to start the extension host with it");
  for (let round = 0; round < 4; round++) {
    collect();
    await delay(100);
  }
  const resources = process.getActiveResourcesInfo();
  const timers = resources.filter(name => name === "Timeout" || name === "Immediate").length;
  return {
    heapMb: process.memoryUsage().heapUsed / 1024 / 1024,
    handles: resources.length - timers,
    timers,
    ...h.counts(),
  };
}

/** Heap may differ by so much between two moments of rest: VS Code's own part of this process is not at rest. */
const HEAP_SLACK_MB = 3;
/** VS Code's own handles and timers come and go as well. */
const HANDLE_SLACK = 3;

const median = (numbers: readonly number[]): number =>
  numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? 0;

/**
 * Flat: the median of the last three samples is no more than that of the first three after the warm-up, but for the slack above;
 * listeners and surfaces are exactly as many. Answers with what is not.
 */
export function notFlat(samples: readonly Sample[]): readonly string[] {
  const [, ...warm] = samples;
  const [first, last] = [warm.slice(0, 3), warm.slice(-3)];
  const slack: Readonly<Record<keyof Sample, number>> = {
    heapMb: HEAP_SLACK_MB,
    handles: HANDLE_SLACK,
    timers: HANDLE_SLACK,
    ownListeners: 0,
    hostListeners: 0,
    surfaces: 0,
  };
  const keys: readonly (keyof Sample)[] = ["heapMb", "handles", "timers", "ownListeners", "hostListeners", "surfaces"];
  return keys.flatMap(key => {
    const [before, after] = [first, last].map(some => median(some.map(each => each[key])));
    const grown = (after ?? 0) - (before ?? 0);
    return grown > slack[key] ? [`${key} grew by ${grown.toFixed(1)}, from ${String(before)} to ${String(after)}`] : [];
  });
}

export function print(what: string, samples: readonly (readonly [string, Sample])[]): void {
  const line = (name: string, ...cells: readonly (string | number)[]): void =>
    note(name.padEnd(34) + cells.map(cell => String(cell).padStart(16)).join(""));
  line(what, "heap (MB)", "handles", "timers", "own listeners", "host listeners", "surfaces");
  for (const [name, { heapMb, handles, timers, ownListeners, hostListeners, surfaces }] of samples)
    line(`  ${name}`, heapMb.toFixed(1), handles, timers, ownListeners, hostListeners, surfaces);
}
