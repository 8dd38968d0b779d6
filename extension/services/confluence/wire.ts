import * as v from "valibot";
import { rowsOf } from "../../core/list-limits.ts";
import { wireId } from "../../core/wire-id.ts";

/*
 * What Confluence answers, as far as it is read here. Both fields of the admin key are optional in the published schema; whatever is
 * optional there, or was seen missing, is so here.
 */

/** Missing, null and anything odd are all "not known". */
const maybe = <Schema extends v.GenericSchema>(schema: Schema) =>
  v.fallback(
    v.pipe(
      v.nullish(schema),
      v.transform((value): v.InferOutput<Schema> | undefined => value ?? undefined),
    ),
    undefined,
  );

const moment = v.pipe(
  v.string(),
  v.transform(text => new Date(text)),
  v.check(date => !Number.isNaN(date.getTime())),
);

/** Numbers in some versions of the documentation, strings in the answers. */
const identifier = v.pipe(v.union([wireId, v.number()]), v.transform(String));

/** `AdminKeyResponse` */
export const adminKey = v.object({ accountId: maybe(v.string()), expirationTime: maybe(moment) });
export type WireAdminKey = v.InferOutput<typeof adminKey>;

/** `GET /wiki/rest/api/user/current`; an anonymous visitor has no account ID. */
export const user = v.object({
  accountId: maybe(v.string()),
  displayName: maybe(v.string()),
  email: maybe(v.string()),
  operations: maybe(rowsOf(v.object({ operation: v.string(), targetType: v.string() }))),
});
export type WireUser = v.InferOutput<typeof user>;

/** `GET /wiki/rest/api/settings/systemInfo` */
export const systemInfo = v.object({ edition: maybe(v.string()) });

const item = v.object({
  id: identifier,
  title: maybe(v.string()),
  name: maybe(v.string()),
  spaceId: maybe(identifier),
  _links: maybe(v.object({ webui: maybe(v.string()) })),
});
export type WireItem = v.InferOutput<typeof item>;

/** A page of `GET /wiki/api/v2/spaces` or `/pages`. */
export const itemPage = v.object({ results: rowsOf(item), _links: maybe(v.object({ next: maybe(v.string()) })) });

/** A body that is not looked at. */
export const anything = v.unknown();
