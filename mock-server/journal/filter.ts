import { isPathOrBelow } from "../path-pattern.ts";
import type { JournalEntry } from "./journal.ts";

/** Which requests somebody wants to see. */
export interface Filter {
  readonly id?: number | undefined;
  readonly service?: string | undefined;
  readonly method?: string | undefined;
  /** With `*` for anything, or without one and with all that is below it. */
  readonly path?: string | undefined;
  /** `404`, or `4xx` for all of its kind. */
  readonly status?: string | undefined;
  /** Only what came after the request of this number. */
  readonly after?: number | undefined;
  /** The last so many. */
  readonly limit?: number | undefined;
}

/** Whether a request is among those. */
export function fitsEntry({ id, service, method, path, status, after }: Filter, entry: JournalEntry): boolean {
  return (
    (id === undefined || id === entry.id) &&
    (service === undefined || service === entry.service) &&
    (method === undefined || method.toUpperCase() === entry.method) &&
    (path === undefined || isPathOrBelow(path, entry.path)) &&
    (status === undefined || statusFits(status, entry.status)) &&
    (after === undefined || entry.id > after)
  );
}

function statusFits(wanted: string, status: number): boolean {
  return wanted.endsWith("xx") ? wanted.startsWith(String(Math.floor(status / 100))) : Number(wanted) === status;
}
