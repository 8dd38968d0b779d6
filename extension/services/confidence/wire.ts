import * as v from "valibot";
import { rowsOf } from "../../core/list-limits.ts";
import { isSendable } from "../../core/sendable.ts";
import { textMap } from "../../core/text-map.ts";
import { wireId } from "../../core/wire-id.ts";
import { timeOf } from "../../core/wire-time.ts";

/*
 * The JSON of Confidence's IAM API. Three generations of its documentation describe an API client differently (a guide of
 * 2023, the protos of 2025, today's reference), so everything but the name is optional and each shape seen is accepted.
 */

const text = v.nullish(v.string(), "");
const names = v.nullish(rowsOf(v.string()));

/** RFC 3339; the OpenAPI document types it as an object, which would be the proto's `{seconds, nanos}`. */
const time = timeOf(
  v.pipe(
    v.union([v.string(), v.object({ seconds: v.union([v.string(), v.number()]) })]),
    v.transform(value => new Date(typeof value === "string" ? value : Number(value.seconds) * 1000)),
  ),
);

/** A map in the proto, an array of maps in the OpenAPI document. */
const labels = v.nullish(
  v.union([
    textMap,
    v.pipe(
      rowsOf(textMap),
      v.transform(maps => maps.flat()),
    ),
  ]),
  [],
);

export const wireApiClient = v.object({
  name: v.pipe(wireId, v.regex(/^apiClients\/[^/]+$/u)),
  displayName: text,
  description: text,
  clientId: text,
  /** Documented on create, get and list in 2023; later documents list it without saying when it is there. */
  clientSecret: v.nullish(v.string()),
  createTime: time,
  updateTime: time,
  createdBy: v.nullish(v.string()),
  updatedBy: v.nullish(v.string()),
  creator: v.nullish(v.string()),
  updater: v.nullish(v.string()),
  owner: v.nullish(v.string()),
  identity: v.nullish(v.string()),
  labels,
  /** Missing (not empty) in the current generation, where policies grant access instead. */
  roles: names,
  permissions: names,
});
export type WireApiClient = v.InferOutput<typeof wireApiClient>;

type Page = Readonly<Record<string, unknown>>;

/** Empty lists may be left out, but a body that has only other things in it is no empty list: it is somebody else's answer. */
const isPage = (page: unknown, key: string): page is Page =>
  typeof page === "object" &&
  page !== null &&
  !Array.isArray(page) &&
  (key in page || Object.keys(page).every(name => name === "nextPageToken"));

const pageOf = <Item extends v.GenericSchema>(key: string, item: Item) =>
  v.pipe(
    v.custom<Page>(page => isPage(page, key)),
    v.transform(page => ({ items: page[key], next: page["nextPageToken"] })),
    v.object({ items: v.nullish(rowsOf(item), []), next: v.nullish(v.string(), "") }),
  );

export const wireToken = v.object({
  /** One that can't be sent back is the server's mistake, not the person's. */
  accessToken: v.pipe(v.string(), v.nonEmpty(), v.check(isSendable)),
  /** An int64, so a string on the wire. */
  expiresIn: v.pipe(v.union([v.string(), v.number()]), v.transform(Number), v.number()),
});

export const wireRole = v.object({
  name: wireId,
  displayName: text,
  /** Strings in the proto, objects with a category and more in the reference. */
  permissions: v.nullish(rowsOf(v.union([v.string(), v.looseObject({})])), []),
});
export type WireRole = v.InferOutput<typeof wireRole>;

export const wirePermission = v.object({ scope: text, permission: text });

export const wirePolicy = v.object({
  name: wireId,
  displayName: text,
  roles: v.nullish(rowsOf(v.string()), []),
  identities: v.nullish(rowsOf(v.string()), []),
});
export type WirePolicy = v.InferOutput<typeof wirePolicy>;

export const wireNamed = v.object({ name: wireId, displayName: text, fullName: text, email: text });
export type WireNamed = v.InferOutput<typeof wireNamed>;

/** Which of the kinds it is tells the field that is there. */
const there = v.pipe(
  v.nullish(v.unknown()),
  v.transform(value => value !== undefined && value !== null && value !== false && value !== ""),
);
export const wireIdentity = v.object({
  ...wireNamed.entries,
  user: text,
  group: text,
  apiClient: text,
  service: there,
  agent: there,
  everyone: there,
  deactivated: there,
});
export type WireIdentity = v.InferOutput<typeof wireIdentity>;

export const wireCurrentUser = v.object({
  /** In the proto of 2025; today's reference has no page about this call. */
  permissions: v.nullish(rowsOf(wirePermission), []),
  user: v.nullish(v.object({ name: text, fullName: text, displayName: text, email: text })),
  account: v.nullish(v.union([v.string(), v.object({ name: text, displayName: text })])),
  identity: v.nullish(v.union([v.string(), v.object({ name: text, displayName: text })])),
});

export const pages = {
  apiClients: pageOf("apiClients", wireApiClient),
  roles: pageOf("roles", wireRole),
  permissions: pageOf("permissions", wirePermission),
  policies: pageOf("policies", wirePolicy),
  identities: pageOf("identities", wireIdentity),
  users: pageOf("users", wireNamed),
};
