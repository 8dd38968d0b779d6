import * as l10n from "@vscode/l10n";
import * as v from "valibot";
import { type Connection, connectionSchema } from "./connection.ts";
import { misfitWords } from "./misfit-words.ts";

/** An element of the setting that is no connection, with the reason. It is shown and never thrown away. */
export interface Misfit {
  /** Counted from 1, as a person counts. */
  readonly position: number;
  readonly message: string;
}

export interface ParsedConnections {
  readonly connections: readonly Connection[];
  readonly misfits: readonly Misfit[];
}

/** Each element by itself: one with a mistake does not take the others away. The second of two with the same id is a misfit. */
export function parseConnections(items: readonly unknown[]): ParsedConnections {
  const connections: Connection[] = [];
  const misfits: Misfit[] = [];
  for (const [index, item] of items.entries()) {
    const parsed = v.safeParse(connectionSchema, item);
    const position = index + 1;
    if (!parsed.success) {
      misfits.push({ position, message: misfitWords(parsed.issues[0]) });
    } else if (connections.some(({ id }) => id === parsed.output.id)) {
      misfits.push({ position, message: l10n.t("The id {0} is there twice.", parsed.output.id) });
    } else {
      connections.push(parsed.output);
    }
  }
  return { connections, misfits };
}
