import type { State } from "../state.ts";
import type { View } from "../visibility.ts";

/** For whom something is written: what they may see of what it refers to, and at which address. */
export interface Reader {
  readonly state: State;
  readonly view: View;
  readonly site: string;
}
