import { createRandom } from "../../random.ts";
import type { Random } from "../../random.ts";

const alphabet = "0123456789abcdefghijklmnopqrstuvwxyz";

/** What names an error: 25 lowercase letters and digits, as in the documented sample. */
export interface Correlation {
  readonly next: () => string;
  /** Begins anew, with a server's random values. */
  readonly restart: (random: Random) => void;
}

/** A source of its own beside the server's: with a seed the same ids come again, but an error moves no other ids. */
export function createCorrelation(): Correlation {
  let own = createRandom();
  return {
    next: () => own.text(alphabet, 25),
    restart: random => {
      own = createRandom(random.text(alphabet, 25));
    },
  };
}
