import { CqlProblem, parseCql } from "../cql/parse.ts";
import { matches } from "../cql/matches.ts";
import { v1Failures } from "../failures.ts";
import { pageLinks, spaceLinks } from "../links.ts";
import type { Call, Desk, Reply, Route } from "../route.ts";
import type { Page, Space } from "../state.ts";
import { contentWire } from "./content-wire.ts";
import { readExpand, readInnerExpand } from "./expand.ts";
import type { Reader } from "./reader.ts";
import { readRange, startList } from "./start-list.ts";
import type { Range } from "./start-list.ts";

/** Both ignore the admin key. `content/search` answers with the content itself, the other with what was found around it. */
export const searchRoutes: readonly Route[] = [
  { method: "GET", path: "/wiki/rest/api/search", access: "reader", handle: search },
  { method: "GET", path: "/wiki/rest/api/content/search", access: "reader", handle: searchContent },
];

interface Hit {
  readonly page: Page;
  readonly space: Space;
}

function search(desk: Desk, call: Call): Reply {
  const { hits, cql, range } = found(desk, call);
  const reader: Reader = { state: desk.state, view: call.ownView, site: call.site };
  const expand = readInnerExpand(call.query, "content");
  const list = startList(hits, range, hit => hitWire(reader, hit, contentWire(reader, hit.page, expand)), call);
  const more = { totalSize: hits.length, cqlQuery: cql, searchDuration: 1 };
  return { body: { ...list, ...more, _links: withCursor(list._links, range, hits.length) } };
}

function searchContent(desk: Desk, call: Call): Reply {
  const { hits, range } = found(desk, call);
  const reader: Reader = { state: desk.state, view: call.ownView, site: call.site };
  const expand = readExpand(call.query);
  const list = startList(hits, range, ({ page }) => contentWire(reader, page, expand), call);
  return { body: { ...list, _links: withCursor(list._links, range, hits.length) } };
}

function found({ state }: Desk, { query, ownView }: Call): { hits: readonly Hit[]; cql: string; range: Range } {
  const cql = query.get("cql") ?? "";
  if (cql === "") throw v1Failures.badRequest("cql query parameter is required");
  const range = readRange(query);
  const start = readCursor(query.get("cursor")) ?? range.start;
  try {
    const clauses = parseCql(cql);
    const hits = [...state.pages.values()].flatMap(page => {
      const space = state.spaces.get(page.spaceId);
      const isHit =
        space !== undefined && page.status === "current" && matches(clauses, page, space) && ownView.page(page);
      return isHit ? [{ page, space }] : [];
    });
    return { hits, cql, range: { ...range, start } };
  } catch (error) {
    if (error instanceof CqlProblem) throw v1Failures.badRequest(`Could not parse cql : ${cql.slice(0, 200)}`);
    throw error;
  }
}

function hitWire({ state }: Reader, { page, space }: Hit, content: object): object {
  return {
    content,
    title: page.title,
    excerpt: (page.paragraphs[0] ?? "").slice(0, 200),
    url: pageLinks(state, page).webui,
    resultGlobalContainer: { title: space.name, displayUrl: spaceLinks(space).webui },
    breadcrumbs: [],
    entityType: "content",
    iconCssClass: "aui-icon content-type-page",
    lastModified: page.modifiedAt,
    friendlyLastModified: page.modifiedAt.slice(0, 10),
    score: 1,
  };
}

/** Search goes on by a cursor, which its `next` carries beside `start`. */
function withCursor(links: { readonly next?: string }, { start, limit }: Range, total: number): object {
  if (links.next === undefined) return links;
  const [path = "", parameters = ""] = links.next.split("?");
  const query = new URLSearchParams(parameters);
  query.set("cursor", writeCursor(Math.min(start + limit, total)));
  return { ...links, next: `${path}?${query.toString()}` };
}

function writeCursor(start: number): string {
  return Buffer.from(`start:${start}`).toString("base64url");
}

function readCursor(cursor: string | null): number | undefined {
  if (cursor === null || cursor === "") return undefined;
  const start = /^start:(\d{1,9})$/.exec(Buffer.from(cursor, "base64url").toString("utf8"))?.[1];
  if (start === undefined) throw v1Failures.badRequest("The cursor is not valid.");
  return Number(start);
}
