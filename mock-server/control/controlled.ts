import type { Clock } from "../clock.ts";
import type { Faults } from "../faults/faults.ts";
import type { Journal } from "../journal/journal.ts";
import type { Options } from "../options.ts";
import type { Snapshots } from "../snapshots.ts";
import type { Streams } from "./streams.ts";

/** The parts of a running server that can be reset one by one. */
export const resettable = ["state", "faults", "clock", "options", "journal"] as const;
export type Resettable = (typeof resettable)[number];

/** What the control API works on. */
export interface Controlled {
  readonly clock: Clock;
  readonly faults: Faults;
  readonly journal: Journal;
  readonly snapshots: Snapshots;
  readonly streams: Streams;
  readonly options: () => Options;
  /** Throws a HttpFailure that says what is wrong. */
  readonly setOptions: (changes: unknown) => void;
  readonly reset: (seed: string | undefined, parts: readonly Resettable[]) => Promise<void>;
  readonly exportState: () => object;
  /** Rejects with a HttpFailure that says what does not fit; nothing is changed then. */
  readonly importState: (state: unknown) => Promise<void>;
  readonly health: () => object;
  /** How many there are of each of a service's resources. */
  readonly counts: () => readonly object[];
}
