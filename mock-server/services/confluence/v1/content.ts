import { recordPageView } from "../audit-log.ts";
import { v1Failures } from "../failures.ts";
import { largestContentStart } from "../inferred.ts";
import type { Call, Desk, Reply, Route } from "../route.ts";
import type { Page } from "../state.ts";
import { contentWire } from "./content-wire.ts";
import { readExpand } from "./expand.ts";
import { readRange, startList } from "./start-list.ts";

export const contentRoutes: readonly Route[] = [
  { method: "GET", path: "/wiki/rest/api/content", access: "reader", handle: list },
  { method: "GET", path: "/wiki/rest/api/content/:id", access: "reader", handle: get },
];

/** Expanded without being asked for, as the reference says. */
const always = ["space", "history", "version"];

/** What content there can be. Only pages are kept here. */
const types = ["page", "blogpost", "comment", "attachment"];

function list({ state }: Desk, call: Call): Reply {
  const { query, view, site } = call;
  const range = readRange(query);
  if (range.start > largestContentStart) throw v1Failures.badRequest("Start of this size is no longer supported.");
  const type = query.get("type") ?? "page";
  if (!types.includes(type)) throw v1Failures.type(type);
  const spaceKey = query.get("spaceKey");
  const space = [...state.spaces.values()].find(known => known.key === spaceKey && view.space(known));
  if (spaceKey !== null && space === undefined) throw v1Failures.space(spaceKey);
  const title = query.get("title")?.toLowerCase();
  const isStatus = statusTest(query);
  const expand = readExpand(query, always);
  const found = [...state.pages.values()].filter(
    page =>
      type === "page" &&
      (space === undefined || page.spaceId === space.id) &&
      (title === undefined || title === page.title.toLowerCase()) &&
      isStatus(page) &&
      view.page(page),
  );
  return { body: startList(found, range, page => contentWire({ state, view, site }, page, expand), call) };
}

function get(desk: Desk, call: Call): Reply {
  const { state } = desk;
  const { id, query, view, site } = call;
  const page = state.pages.get(id);
  const version = query.get("version");
  if (
    page === undefined ||
    !view.page(page) ||
    !statusTest(query)(page) ||
    (version !== null && version !== String(page.version))
  ) {
    throw v1Failures.content(id);
  }
  const changed = recordPageView(desk, call, page);
  const body = contentWire({ state, view, site }, page, readExpand(query, always));
  return { body, changed };
}

/** `current` unless something else is asked for; `any` is all there is. */
function statusTest(query: URLSearchParams): (page: Page) => boolean {
  const statuses = query.getAll("status").flatMap(text => text.split(","));
  if (statuses.includes("any")) return () => true;
  return ({ status }) => (statuses.length === 0 ? status === "current" : statuses.includes(status));
}
