/** A number up to this one, another each time. */
export type Chance = (upTo: number) => number;

/** The same chances for the same seed (a linear congruential generator; nothing here is secret). */
export function chances(seed: number): Chance {
  let state = seed >>> 0;
  return upTo => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * (upTo + 1));
  };
}
