import { ServiceError } from "../../core/errors.ts";
import { listLimit, type ListLimits } from "../../core/list-limits.ts";
import type { Credential } from "../../core/model.ts";
import type { ListQuery } from "../service.ts";
import { type Client, PAGE_SIZE, SERVICE } from "./client.ts";
import { type RoleNames, toCredential } from "./credential.ts";
import { FIELD_SETS } from "./fields.ts";
import { query as quoted, searchFor } from "./query.ts";
import { pages, type WireAccessKey } from "./wire.ts";

/** So many pages are on their way at the same time. */
const AT_ONCE = 3;

/**
 * `GET S/api_accesses`, by name, in pages of 1,000, a few of them at the same time once the first one has told how many there are.
 * A key that is created or goes meanwhile can't be missed or come twice: rows have ids.
 */
export async function* list(
  space: string,
  query: ListQuery,
  names: RoleNames,
  client: Client,
  signal: AbortSignal,
  limits?: ListLimits,
): AsyncIterable<readonly Credential[]> {
  // The language's own form has the query between double quotes, which are put around it here.
  const search = query.raw?.trim().replace(/^"(.*)"$/su, "$1") ?? searchFor(query.search ?? "");
  let fields: string = FIELD_SETS[0];

  const fetchPage = (offset: number) =>
    client.page(
      {
        method: "GET",
        path: `${space}/api_accesses`,
        query: {
          fields,
          order_by: "name,id",
          limit: String(PAGE_SIZE),
          offset: String(offset),
          ...(search === undefined ? {} : { query: quoted(search) }),
        },
      },
      pages.accessKeys,
      signal,
    );
  const show = (keys: readonly WireAccessKey[]): readonly Credential[] => {
    const now = client.serverTime();
    return keys.map(key => toCredential(key, now, names));
  };

  const first = await fetchPage(0).catch((error: unknown) => {
    if (!(error instanceof ServiceError) || error.kind !== "invalid") throw error;
    fields = FIELD_SETS[1];
    return fetchPage(0);
  });
  // As many as the first page holds, which may be fewer than were asked for.
  const { data: rows, total_count: total } = first.content;
  const step = rows.length;
  let offset = step;
  const countPage = listLimit(SERVICE, limits);
  countPage(step, first.characters);
  const seen = new Set(rows.map(({ id }) => id));
  const underway: ReturnType<typeof fetchPage>[] = [];
  const start = (): void => {
    if (step === 0 || offset >= total) return;
    const page = fetchPage(offset);
    offset += step;
    // Awaited in order below; one that fails while an earlier one is awaited is not unhandled.
    page.catch(() => undefined);
    underway.push(page);
  };
  for (let count = 0; count < AT_ONCE; count++) start();
  yield show(rows);
  for (let next = underway.shift(); next !== undefined; next = underway.shift()) {
    const {
      content: { data },
      characters,
    } = await next;
    // Where a key was created meanwhile a page may begin with what the one before ended with; one with nothing new is as good as empty.
    const fresh = data.filter(({ id }) => !seen.has(id));
    for (const { id } of fresh) seen.add(id);
    countPage(fresh.length, characters);
    start();
    yield show(data);
  }
}
