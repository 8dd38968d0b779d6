import { pageLinks } from "../links.ts";
import { asBody, bodyFormats } from "../page-body.ts";
import type { Page, State } from "../state.ts";
import type { Expand } from "./expand.ts";
import { readExpand } from "./expand.ts";
import type { Reader } from "./reader.ts";
import { spaceWire } from "./space-wire.ts";
import { userWire } from "./users.ts";

/** A page as v1 answers it: as content. */
export function contentWire(reader: Reader, page: Page, expand: Expand): object {
  const { state, site } = reader;
  const self = `/rest/api/content/${page.id}`;
  const space = state.spaces.get(page.spaceId);
  const spaceIsWanted = expand.has("space") && space !== undefined;
  const expanded = {
    ...(spaceIsWanted ? { space: spaceWire(reader, space) } : {}),
    ...(expand.has("history") ? { history: history(reader, page, expand) } : {}),
    ...(expand.has("version") ? { version: version(reader, page) } : {}),
    ...(expand.has("ancestors")
      ? { ancestors: ancestorsOf(state, page).map(above => contentWire(reader, above, nothing)) }
      : {}),
    ...(expand.has("body") ? { body: body(page, expand) } : {}),
  };
  const spacePath = `/rest/api/space/${encodeURIComponent(space?.key ?? "")}`;
  const expandable = {
    container: spacePath,
    metadata: "",
    restrictions: `${self}/restriction/byOperation`,
    history: `${self}/history`,
    body: "",
    version: "",
    descendants: `${self}/descendant`,
    space: spacePath,
    childTypes: "",
    schedulePublishInfo: "",
    operations: "",
    schedulePublishDate: "",
    children: `${self}/child`,
    ancestors: "",
  };
  return {
    id: page.id,
    type: "page",
    status: page.status,
    title: page.title,
    macroRenderedOutput: {},
    extensions: { position: page.position },
    ...expanded,
    _expandable: Object.fromEntries(Object.entries(expandable).filter(([name]) => !Object.hasOwn(expanded, name))),
    _links: { ...pageLinks(state, page), self: `${site}/wiki${self}` },
  };
}

const nothing = readExpand(new URLSearchParams());

/** The pages above a page, the topmost first. */
export function ancestorsOf({ pages }: State, page: Page): readonly Page[] {
  const above: Page[] = [];
  for (let at = pages.get(page.parentId ?? ""); at !== undefined && !above.includes(at);) {
    above.unshift(at);
    at = pages.get(at.parentId ?? "");
  }
  return above;
}

function history(reader: Reader, page: Page, expand: Expand): object {
  const { state, site } = reader;
  const self = `/rest/api/content/${page.id}/history`;
  const author = state.users.get(page.authorId);
  const owner = state.users.get(page.ownerId);
  const isWanted = expand.partsOf("history").includes("lastUpdated");
  return {
    latest: true,
    ...(author ? { createdBy: userWire(author, site) } : {}),
    ...(owner ? { ownedBy: userWire(owner, site) } : {}),
    createdDate: page.createdAt,
    ...(isWanted ? { lastUpdated: version(reader, page) } : {}),
    _expandable: { ...(isWanted ? {} : { lastUpdated: "" }), previousVersion: "", contributors: "", nextVersion: "" },
    _links: { self: `${site}/wiki${self}` },
  };
}

function version({ state, site }: Reader, page: Page): object {
  const author = state.users.get(page.authorId);
  return {
    ...(author ? { by: userWire(author, site) } : {}),
    when: page.modifiedAt,
    friendlyWhen: page.modifiedAt.slice(0, 10),
    message: "",
    number: page.version,
    minorEdit: false,
    contentTypeModified: false,
    _expandable: { collaborators: "", content: `/rest/api/content/${page.id}` },
    _links: { self: `${site}/wiki/rest/api/content/${page.id}/version/${page.version}` },
  };
}

function body(page: Page, expand: Expand): object {
  const wanted = bodyFormats.filter(format => expand.partsOf("body").includes(format));
  const others = bodyFormats.filter(format => !wanted.includes(format));
  return {
    ...Object.fromEntries(
      wanted.map(format => [
        format,
        {
          ...asBody(page.paragraphs, format),
          embeddedContent: [],
          _expandable: { content: `/rest/api/content/${page.id}` },
        },
      ]),
    ),
    _expandable: Object.fromEntries(others.map(format => [format, ""])),
  };
}
