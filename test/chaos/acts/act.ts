import type { Chance } from "../../faults/chances.ts";
import type { Hands } from "../hands/place.ts";

/** What came of something that a person began. */
export type End =
  | { readonly type: "done" }
  /** The person was told what went wrong; the text is what was said on a page, where it was not a message. */
  | {
      readonly type: "told";
      readonly text?: string;
      /** It stands at the field that has to be corrected. */
      readonly atField?: boolean;
    }
  /** There was nothing to do it with. */
  | { readonly type: "nothing" };

/** Where acts happen. */
export interface Ground {
  readonly hands: Hands;
  readonly chance: Chance;
  /** Ids of connections, by service. */
  readonly connections: Readonly<Record<"confidence" | "octane" | "confluence", string>>;
  /** A name that nothing had before. */
  readonly newName: () => string;
  /** What was made here, and so may be changed and ended: everything else signs somebody in. */
  readonly isOurs: (label: string) => boolean;
}

export interface Act {
  readonly name: string;
  perform(ground: Ground): Promise<End>;
}
