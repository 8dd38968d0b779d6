import { chances } from "../../faults/chances.ts";
import type { Hands } from "../hands/place.ts";
import type { Ground } from "./act.ts";

/** Ground for acts on these connections; what they make is called by this name and a number. */
export function groundFor(
  hands: Hands,
  connections: Ground["connections"],
  name: string,
  seed = 1,
): Ground & { readonly made: readonly string[] } {
  const made: string[] = [];
  return {
    hands,
    chance: chances(seed),
    connections,
    made,
    newName: () => {
      made.push(`${name} ${made.length}`);
      return made.at(-1) ?? name;
    },
    isOurs: label => made.includes(label),
  };
}
