import { recordSpaceView } from "../audit-log.ts";
import { v1Failures } from "../failures.ts";
import type { Call, Desk, Reply, Route } from "../route.ts";
import { readExpand } from "./expand.ts";
import { spaceWire } from "./space-wire.ts";
import { readRange, startList } from "./start-list.ts";

export const spaceRoutes: readonly Route[] = [
  { method: "GET", path: "/wiki/rest/api/space", access: "reader", handle: list },
  { method: "GET", path: "/wiki/rest/api/space/:id", access: "reader", handle: get },
];

function list({ state }: Desk, call: Call): Reply {
  const { query, view, site } = call;
  const range = readRange(query);
  const expand = readExpand(query);
  const keys = query.getAll("spaceKey");
  const ids = query.getAll("spaceId");
  const [type, status] = [query.get("type"), query.get("status")];
  const byWhatNobodyHas = query.has("label") || query.get("favourite") === "true";
  const found = [...state.spaces.values()].filter(
    space =>
      !byWhatNobodyHas &&
      (keys.length === 0 || keys.includes(space.key)) &&
      (ids.length === 0 || ids.includes(space.id)) &&
      (type === null || type === space.type) &&
      (status === null || status === space.status) &&
      view.space(space),
  );
  return { body: startList(found, range, space => spaceWire({ state, view, site }, space, expand), call) };
}

function get(desk: Desk, call: Call): Reply {
  const { state } = desk;
  const { id: key, query, view, site } = call;
  const space = [...state.spaces.values()].find(known => known.key === key);
  if (space === undefined || !view.space(space)) throw v1Failures.space(key);
  const changed = recordSpaceView(desk, call, space);
  return { body: spaceWire({ state, view, site }, space, readExpand(query)), changed };
}
