import { spaceLinks } from "../links.ts";
import { asHtml } from "../page-body.ts";
import type { Space } from "../state.ts";
import { contentWire } from "./content-wire.ts";
import type { Expand } from "./expand.ts";
import { readExpand } from "./expand.ts";
import type { Reader } from "./reader.ts";
import { userWire } from "./users.ts";

const nothing = readExpand(new URLSearchParams());

/** A space as v1 answers it. */
export function spaceWire(reader: Reader, space: Space, expand: Expand = nothing): object {
  const { state, site, view } = reader;
  const self = `/rest/api/space/${encodeURIComponent(space.key)}`;
  const home = state.pages.get(space.homepageId ?? "");
  const author = state.users.get(space.authorId);
  const expanded = {
    ...(expand.has("description") ? { description: description(space, expand) } : {}),
    ...(expand.has("icon") ? { icon: icon() } : {}),
    ...(expand.has("homepage") && home !== undefined && view.page(home)
      ? { homepage: contentWire(reader, home, nothing) }
      : {}),
    ...(expand.has("history")
      ? { history: { createdDate: space.createdAt, ...(author ? { createdBy: userWire(author, site) } : {}) } }
      : {}),
  };
  const expandable = {
    settings: `${self}/settings`,
    metadata: "",
    operations: "",
    lookAndFeel: `/rest/api/settings/lookandfeel?spaceKey=${encodeURIComponent(space.key)}`,
    identifiers: "",
    permissions: "",
    icon: "",
    description: "",
    theme: `${self}/theme`,
    history: "",
    ...(home === undefined ? {} : { homepage: `/rest/api/content/${home.id}` }),
  };
  return {
    id: Number(space.id),
    key: space.key,
    alias: space.key,
    name: space.name,
    type: space.type,
    status: space.status,
    ...expanded,
    _expandable: Object.fromEntries(Object.entries(expandable).filter(([name]) => !Object.hasOwn(expanded, name))),
    _links: { ...spaceLinks(space), self: `${site}/wiki${self}` },
  };
}

function description(space: Space, expand: Expand): object {
  const parts = expand.partsOf("description");
  const part = (name: "plain" | "view", value: string) =>
    parts.includes(name) ? { [name]: { value, representation: name, embeddedContent: [] } } : {};
  return {
    ...part("plain", space.description),
    ...part("view", asHtml([space.description])),
    _expandable: Object.fromEntries(["view", "plain"].filter(name => !parts.includes(name)).map(name => [name, ""])),
  };
}

function icon(): object {
  return { path: "/images/logo/default-space-logo-256.png", width: 48, height: 48, isDefault: true };
}
