import * as v from "valibot";
import { rowsOf } from "../../core/list-limits.ts";
import { wireId } from "../../core/wire-id.ts";
import { timeOf } from "../../core/wire-time.ts";

/*
 * The JSON of Octane's REST API. Ids are strings; which fields an entity has depends on what was asked for, so everything but the
 * id is optional.
 */

const text = v.nullish(v.string(), "");
const id = v.union([wireId, v.pipe(v.number(), v.transform(String))]);

/** UTC, as `2021-08-24T00:00:00Z`. */
const time = timeOf(
  v.pipe(
    v.string(),
    v.transform(value => new Date(value)),
  ),
);

const reference = v.object({ id, name: text, logical_name: text });

export const wireWorkspaceRole = v.object({
  id,
  role: v.nullish(reference),
  workspace: v.nullish(reference),
});
export type WireWorkspaceRole = v.InferOutput<typeof wireWorkspaceRole>;

export const wireAccessKey = v.object({
  id,
  name: text,
  client_id: text,
  is_valid: v.nullish(v.boolean(), true),
  expiration: time,
  creation_time: time,
  workspace_roles: v.nullish(v.object({ data: rowsOf(wireWorkspaceRole) })),
});
export type WireAccessKey = v.InferOutput<typeof wireAccessKey>;

export const wireNamed = v.object({ id, name: text });

/** One page. `total_count` is of all that match; `exceeds_total_count` says that even that is not all. */
const page = <Item extends v.GenericSchema>(item: Item) =>
  v.object({
    total_count: v.nullish(v.number(), 0),
    data: rowsOf(item),
    exceeds_total_count: v.nullish(v.boolean(), false),
  });

export const pages = {
  accessKeys: page(wireAccessKey),
  workspaceRoles: page(wireWorkspaceRole),
  spaces: page(wireNamed),
};
