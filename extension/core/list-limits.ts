import * as l10n from "@vscode/l10n";
import * as v from "valibot";
import { ServiceError } from "./errors.ts";

/** Ten times what is asked for at once; some servers give what they like. */
export const MOST_ROWS_AT_ONCE = 10_000;

/** Pages without a row are allowed; so many of them in a row lead nowhere. */
const MOST_EMPTY_PAGES = 100;

export interface ListLimits {
  readonly pages: number;
  /** Of all answers together, or of all that is kept of them. */
  readonly characters: number;
  readonly mayHaveEmptyPages?: boolean;
}

/** More than the largest account has, and less than what fills the memory. */
const LIMITS: ListLimits = { pages: 1000, characters: 256 * 1024 * 1024 };

/** The rows of one page. */
export const rowsOf = <Item extends v.GenericSchema>(item: Item) =>
  v.pipe(v.array(v.unknown()), v.maxLength(MOST_ROWS_AT_ONCE), v.array(item));

/** Counts the pages of one list; throws where they are so many, or so empty, that they would go on for ever. */
export function listLimit(service: string, limits: ListLimits = LIMITS): (rows: number, characters: number) => void {
  let pages = 0;
  let characters = 0;
  let empty = 0;
  return (rows, size) => {
    pages++;
    characters += size;
    empty = rows > 0 || limits.mayHaveEmptyPages === true ? 0 : empty + 1;
    if (pages > limits.pages || characters > limits.characters || empty > MOST_EMPTY_PAGES) throw endless(service);
  };
}

const endless = (service: string): ServiceError =>
  new ServiceError({
    kind: "protocol",
    service,
    message: l10n.t("The list that {0} sends does not end, so it was given up.", service),
    hint: l10n.t("Check the address of the connection, or search for what you need."),
  });
