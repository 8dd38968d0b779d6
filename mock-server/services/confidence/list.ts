import { createHash } from "node:crypto";
import * as v from "valibot";
import type { Options } from "../../options.ts";
import { ReadyJson } from "../../ready-json.ts";
import { invalid } from "./failures.ts";
import { camelCase } from "./field-names.ts";
import { defaultOrder, defaultPageSize, maxPageSize } from "./inferred.ts";
import { FilterProblem } from "./lucene/filter.ts";
import { fieldsOf, matches } from "./lucene/matches.ts";
import { parseFilter } from "./lucene/parse.ts";
import type { Query } from "./route.ts";

/** How the resources of a collection are searched and sorted. */
export interface Listing<Item> {
  readonly items: readonly Item[];
  readonly wire: (item: Item, options: Options) => object;
  readonly options: Options;
  /** What `filter` and `orderBy` may name. `labels.<key>` is always possible where there are labels. */
  readonly fields: Readonly<Record<string, (item: Item) => string | readonly string[]>>;
  readonly labels?: (item: Item) => Readonly<Record<string, string>>;
}

interface Named {
  readonly name: string;
}

interface Order {
  readonly field: string;
  readonly descending: boolean;
}

/** How many pages of a list are kept ready. */
const pagesKept = 16;

const pages = new WeakMap<readonly Named[], Map<string, ReadyJson>>();

/**
 * One page of a list under its name, and the token for the next one; the token is empty on the last page. A page stays
 * as it is for as long as the list does, and the list is another one as soon as anything in it changes.
 */
export function listPage<Item extends Named>(name: string, listing: Listing<Item>, query: Query): ReadyJson {
  const { "confidence.shape": shape, "confidence.labels": labels } = listing.options;
  const { pageSize, pageToken, filter, orderBy } = query;
  const asked = JSON.stringify([shape, labels, pageSize, pageToken, filter, orderBy]);
  const ready = pages.get(listing.items) ?? new Map<string, ReadyJson>();
  const known = ready.get(asked);
  if (known !== undefined) return known;
  const { page, nextPageToken } = readPage(listing, query);
  const made = new ReadyJson({ [name]: page, nextPageToken });
  for (const oldest of ready.keys()) if (ready.size >= pagesKept) ready.delete(oldest);
  pages.set(listing.items, ready.set(asked, made));
  return made;
}

function readPage<Item extends Named>(
  listing: Listing<Item>,
  query: Query,
): { page: readonly object[]; nextPageToken: string } {
  const size = readPageSize(query["pageSize"]);
  const wanted = readFilter(listing, query["filter"] ?? "");
  const order = readOrder(listing, query["orderBy"] ?? "");
  const question = createHash("sha256")
    .update(JSON.stringify([query["filter"] ?? "", query["orderBy"] ?? ""]))
    .digest("base64url")
    .slice(0, 16);

  const keysOf = (item: Item) => [...order.map(({ field }) => String(listing.fields[field]?.(item) ?? "")), item.name];
  const compare = compareKeys(order);
  const after = readPageToken(query["pageToken"] ?? "", question, order.length + 1);
  const all = query["filter"] === undefined && order.length === 0 ? byName(listing.items) : undefined;
  const rows = all
    ? pageAfter(all, after?.[0], size).map(item => ({ item, keys: [item.name] }))
    : listing.items
        .filter(wanted)
        .map(item => ({ item, keys: keysOf(item) }))
        // The token names the last row seen, not its number: rows that come or go meanwhile shift nothing.
        .filter(({ keys }) => after === undefined || compare(keys, after) > 0)
        .sort((left, right) => compare(left.keys, right.keys));
  const shown = rows.slice(0, size);
  const last = shown.at(-1);
  return {
    page: shown.map(({ item }) => listing.wire(item, listing.options)),
    nextPageToken: last === undefined || rows.length <= size ? "" : writePageToken(question, last.keys),
  };
}

const sorted = new WeakMap<readonly Named[], readonly Named[]>();

/** The whole list in the usual order. Sorted once: the list is another one as soon as anything in it changes. */
function byName<Item extends Named>(items: readonly Item[]): readonly Item[] {
  const known = sorted.get(items);
  // What was put in under this list is made of its items.
  if (known !== undefined) return known as readonly Item[];
  const made = items.toSorted((left, right) => (left.name < right.name ? -1 : 1));
  sorted.set(items, made);
  return made;
}

/** The rows that follow a name, one more than fit on the page. */
function pageAfter<Item extends Named>(items: readonly Item[], name: string | undefined, size: number): Item[] {
  let [low, high] = [0, name === undefined ? 0 : items.length];
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if ((items[middle]?.name ?? "") > (name ?? "")) high = middle;
    else low = middle + 1;
  }
  return items.slice(low, low + size + 1);
}

function readPageSize(text = ""): number {
  if (text === "") return defaultPageSize;
  const size = Number(text);
  if (!/^\d{1,10}$/.test(text) || size > maxPageSize) {
    throw invalid({ field: "pageSize", description: `This has to be a whole number from 1 to ${maxPageSize}.` });
  }
  return size === 0 ? defaultPageSize : size;
}

function readFilter<Item>(listing: Listing<Item>, text: string): (item: Item) => boolean {
  try {
    const filter = parseFilter(text);
    const unknown = fieldsOf(filter).find(field => !isField(listing, field));
    if (unknown !== undefined)
      throw new FilterProblem(`Resources of this kind have no field ${unknown.slice(0, 100)}.`);
    const anyField = Object.keys(listing.fields);
    return item => matches(filter, field => textsOf(listing, item, field), anyField);
  } catch (error) {
    if (error instanceof FilterProblem) throw invalid({ field: "filter", description: error.message });
    throw error;
  }
}

function isField<Item>({ fields, labels }: Listing<Item>, field: string): boolean {
  return Object.hasOwn(fields, camelCase(field)) || (labels !== undefined && /^labels\../.test(field));
}

function textsOf<Item>({ fields, labels }: Listing<Item>, item: Item, field: string): readonly string[] {
  const read = Object.hasOwn(fields, camelCase(field)) ? fields[camelCase(field)] : undefined;
  if (read) return [read(item)].flat();
  const all = labels?.(item) ?? {};
  const key = field.slice("labels.".length);
  const value = Object.hasOwn(all, key) ? all[key] : undefined;
  return value === undefined ? [] : [value];
}

function readOrder<Item>(listing: Listing<Item>, text: string): readonly Order[] {
  if (text.trim() === "") return defaultOrder;
  return text.split(",").map(part => {
    const [, name = "", direction = "asc"] = /^\s*([\w.]+)\s*(?::\s*(asc|desc)\s*)?$/.exec(part) ?? [];
    const field = camelCase(name);
    if (!Object.hasOwn(listing.fields, field)) {
      throw invalid({
        field: "orderBy",
        description: "This has to be field:asc or field:desc, more than one with commas.",
      });
    }
    return { field, descending: direction === "desc" };
  });
}

function compareKeys(order: readonly Order[]) {
  const directions = order.map(({ descending }) => (descending ? -1 : 1));
  return (left: readonly string[], right: readonly string[]): number => {
    for (let index = 0; index < left.length; index += 1) {
      const [key = "", other = ""] = [left[index], right[index]];
      if (key !== other) return (key < other ? -1 : 1) * (directions[index] ?? 1);
    }
    return 0;
  };
}

const tokenSchema = v.pipe(v.string(), v.parseJson(), v.strictTuple([v.string(), v.array(v.string())]));

function writePageToken(question: string, keys: readonly string[]): string {
  return Buffer.from(JSON.stringify([question, keys])).toString("base64url");
}

function readPageToken(token: string, question: string, length: number): readonly string[] | undefined {
  if (token === "") return undefined;
  const parsed = v.safeParse(tokenSchema, Buffer.from(token, "base64url").toString("utf8"));
  if (!parsed.success || parsed.output[1].length !== length) {
    throw invalid({ field: "pageToken", description: "This is no page token of this list." });
  }
  const [askedFor, keys] = parsed.output;
  if (askedFor !== question) {
    throw invalid({ field: "pageToken", description: "This page token belongs to another filter or order." });
  }
  return keys;
}
