import { describedEntities, describedFields, entityMetadataKind, fieldMetadataKind } from "../entities/metadata.ts";
import type { Entity, Kind } from "../entities/entity.ts";
import { badParameter } from "../failures.ts";
import { readFields } from "../fields-clause.ts";
import { envelope } from "../list.ts";
import { readQuery } from "../query/parameter.ts";
import type { Call, Desk, Route } from "../route.ts";
import type { State } from "../state.ts";
import { entityWire } from "../wire.ts";

const levels = [
  { level: "space", below: "/api/shared_spaces/:space" },
  { level: "workspace", below: "/api/shared_spaces/:space/workspaces/:workspace" },
] as const;

export const metadataRoutes: readonly Route[] = levels.flatMap(({ level, below }): Route[] => [
  {
    method: "GET",
    path: `${below}/metadata/fields`,
    handle: (desk, call) => answer(desk, call, fieldMetadataKind, state => describedFields(level, state)),
  },
  {
    method: "GET",
    path: `${below}/metadata/entities`,
    handle: (desk, call) => answer(desk, call, entityMetadataKind, state => describedEntities(level, state)),
  },
]);

/** Metadata knows no pages, no order and no `||` (MetadataFields.htm). */
function answer({ state }: Desk, call: Call, kind: Kind, entities: (state: State) => readonly Entity[]): object {
  const { parameters, caller } = call;
  const refused = ["limit", "offset", "order_by"].find(name => parameters[name] !== undefined);
  if (refused !== undefined) throw badParameter(refused, "Metadata has neither pages nor an order.");
  const matches = readQuery(parameters["query"], kind, { userId: caller.account.id }, false);
  const selection = readFields(parameters["fields"], kind);
  return envelope(
    entities(state)
      .filter(matches)
      .map(entity => entityWire(entity, selection)),
  );
}
