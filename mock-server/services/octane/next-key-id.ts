import type { State } from "./state.ts";

/** The id of the next key. Keys are never deleted, so no id comes twice; a key is a user, too, and shares their ids. */
export function nextKeyId({ accessKeys, people }: Pick<State, "accessKeys" | "people">): string {
  let largest = 1000;
  for (const { id } of [...accessKeys.all(), ...people.all()]) largest = Math.max(largest, Number(id));
  return String(largest + 1);
}
