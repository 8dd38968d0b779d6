import { recordPageView } from "../audit-log.ts";
import { notFound } from "../failures.ts";
import { pageLinks } from "../links.ts";
import { asBody, bodyFormats } from "../page-body.ts";
import type { BodyFormat } from "../page-body.ts";
import type { Call, Desk, Reply, Route } from "../route.ts";
import type { Page, State } from "../state.ts";
import { cursorList } from "./cursor-list.ts";
import { readId, readIds, readWord, readWords } from "./parameters.ts";
import { visibleSpace } from "./spaces.ts";

export const pageRoutes: readonly Route[] = [
  { method: "GET", path: "/wiki/api/v2/pages", access: "reader", handle: list },
  { method: "GET", path: "/wiki/api/v2/pages/:id", access: "reader", handle: get },
  { method: "GET", path: "/wiki/api/v2/spaces/:id/pages", access: "reader", handle: listOfSpace },
];

function list({ state }: Desk, call: Call): Reply {
  const ids = readIds(call.query, "id");
  const spaceIds = readIds(call.query, "space-id");
  const subtype = readWord(call.query, "subtype", ["live", "page"]);
  const fits = (page: Page) =>
    subtype !== "live" && (ids?.includes(page.id) ?? true) && (spaceIds?.includes(page.spaceId) ?? true);
  return listWhere(state, call, fits);
}

function listOfSpace({ state }: Desk, call: Call): Reply {
  const space = visibleSpace(state, call);
  const depth = readWord(call.query, "depth", ["all", "root"]);
  return listWhere(state, call, page => page.spaceId === space.id && (depth !== "root" || page.parentId === null));
}

function listWhere(state: State, call: Call, fits: (page: Page) => boolean): Reply {
  const { query, view } = call;
  const statuses: readonly string[] = readWords(query, "status", ["current", "archived", "deleted", "trashed"]) ?? [
    "current",
    "archived",
  ];
  const title = query.get("title")?.toLowerCase();
  const format = readWord(query, "body-format", ["storage", "atlas_doc_format"]);
  return cursorList<Page>(
    {
      items: state.pages.values(),
      wanted: page =>
        fits(page) &&
        statuses.includes(page.status) &&
        (title === undefined || title === page.title.toLowerCase()) &&
        view.page(page),
      wire: page => ({ ...pageWire(state, page, format), subtype: null, _links: pageLinks(state, page) }),
      sorts: {
        "created-date": page => page.createdAt,
        "modified-date": page => page.modifiedAt,
        "title": page => page.title.toLowerCase(),
      },
    },
    call,
  );
}

function get(desk: Desk, call: Call): Reply {
  const { state } = desk;
  const { query, view, site } = call;
  const statuses: readonly string[] | undefined = readWords(query, "status", [
    "current",
    "archived",
    "trashed",
    "deleted",
    "historical",
    "draft",
  ]);
  const version = readIds(query, "version")?.at(-1);
  const format = readWord(query, "body-format", bodyFormats);
  const page = state.pages.get(readId(call.id));
  if (
    page === undefined ||
    !view.page(page) ||
    !(statuses?.includes(page.status) ?? true) ||
    (version !== undefined && Number(version) !== page.version)
  ) {
    throw notFound();
  }
  const changed = recordPageView(desk, call, page);
  return {
    body: { ...pageWire(state, page, format), _links: { ...pageLinks(state, page), base: `${site}/wiki` } },
    changed,
  };
}

function pageWire({ pages }: State, page: Page, format: BodyFormat | undefined): object {
  const parent = page.parentId === null ? undefined : pages.get(page.parentId);
  return {
    id: page.id,
    status: page.status,
    title: page.title,
    spaceId: page.spaceId,
    parentId: parent?.id ?? null,
    parentType: parent === undefined ? null : "page",
    position: page.position,
    authorId: page.authorId,
    ownerId: page.ownerId,
    lastOwnerId: null,
    createdAt: page.createdAt,
    version: {
      number: page.version,
      message: "",
      minorEdit: false,
      authorId: page.authorId,
      createdAt: page.modifiedAt,
    },
    body: format === undefined ? {} : { [format]: asBody(page.paragraphs, format) },
  };
}
