import { recordSpaceView } from "../audit-log.ts";
import { notFound } from "../failures.ts";
import { spaceLinks } from "../links.ts";
import { asHtml } from "../page-body.ts";
import type { Call, Desk, Reply, Route } from "../route.ts";
import type { Space, State } from "../state.ts";
import { cursorList } from "./cursor-list.ts";
import { readFlag, readId, readIds, readList, readWord } from "./parameters.ts";

const types = [
  "global",
  "collaboration",
  "knowledge_base",
  "personal",
  "system",
  "onboarding",
  "xflow_sample_space",
] as const;

export const spaceRoutes: readonly Route[] = [
  { method: "GET", path: "/wiki/api/v2/spaces", access: "reader", handle: list },
  { method: "GET", path: "/wiki/api/v2/spaces/:id", access: "reader", handle: get },
];

function list({ state }: Desk, call: Call): Reply {
  const { query, view } = call;
  const ids = readIds(query, "ids");
  const keys = readList(query, "keys");
  const type = readWord(query, "type", types);
  const status = readWord(query, "status", ["current", "archived"]);
  const byWhatNobodyHas = readList(query, "labels") ?? readList(query, "favorited-by");
  const wire = spaceWireOf(query);
  return cursorList<Space>(
    {
      items: state.spaces.values(),
      wanted: space =>
        byWhatNobodyHas === undefined &&
        (ids?.includes(space.id) ?? true) &&
        (keys?.includes(space.key) ?? true) &&
        (type === undefined || type === space.type) &&
        (status === undefined || status === space.status) &&
        view.space(space),
      wire: space => wire(space),
      sorts: { key: space => space.key.toLowerCase(), name: space => space.name.toLowerCase() },
    },
    call,
  );
}

function get(desk: Desk, call: Call): Reply {
  const wire = spaceWireOf(call.query);
  const space = visibleSpace(desk.state, call);
  const changed = recordSpaceView(desk, call, space);
  return { body: wire(space, `${call.site}/wiki`), changed };
}

/** The space that a path names, if the caller may see it. */
export function visibleSpace({ spaces }: State, { id, view }: Call): Space {
  const space = spaces.get(readId(id));
  if (space === undefined || !view.space(space)) throw notFound();
  return space;
}

function spaceWireOf(query: URLSearchParams): (space: Space, base?: string) => object {
  const format = readWord(query, "description-format", ["plain", "view"]);
  const withIcon = readFlag(query, "include-icon");
  return (space, base) => {
    const value = format === "view" ? asHtml([space.description]) : space.description;
    return {
      id: space.id,
      key: space.key,
      name: space.name,
      type: space.type,
      status: space.status,
      authorId: space.authorId,
      currentActiveAlias: space.key,
      createdAt: space.createdAt,
      ...(space.homepageId === null ? {} : { homepageId: space.homepageId }),
      description: format === undefined ? null : { [format]: { representation: format, value } },
      icon: withIcon ? { path: "/wiki/images/logo/default-space-logo-256.png", apiDownloadLink: "" } : null,
      _links: { ...spaceLinks(space), ...(base === undefined ? {} : { base }) },
    };
  };
}
