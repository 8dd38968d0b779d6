import { byName } from "../core/local.ts";
import { urgencies } from "../expiry/urgency.ts";
import { urgencyWords } from "../expiry/urgency-words.ts";
import type { Counted } from "./counted.ts";
import type { Division } from "./division.ts";
import { urgencyTone } from "./tones.ts";

/** In how much of a hurry everything is: the groups that the tree has, too. */
export const states = (warnDays: number): Division => ({
  id: "states",
  isScale: false,
  columns: urgencies.map(id => ({ id, label: urgencyWords(id, warnDays), short: urgencyWords(id, warnDays) })),
  columnOf: ({ urgency }) => urgency,
  toneOf: ({ urgency }) => urgencyTone[urgency],
  order: byLabel(),
});

/** As people sort names. */
export function byLabel(): Division["order"] {
  const names = byName();
  return (one: Counted, other: Counted) => names.compare(one.credential.label, other.credential.label);
}
