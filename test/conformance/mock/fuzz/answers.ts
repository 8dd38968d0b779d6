import * as v from "valibot";

/* What each service answers with, good and bad: as much of it as holds whatever was asked. Written after the documentation, not after the server. */

const count = v.pipe(v.number(), v.integer(), v.minValue(0));
const time = v.pipe(v.string(), v.regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/));
/** valibot takes a list for an object; JSON does not. */
const record = v.pipe(
  v.looseObject({}),
  v.check(given => !Array.isArray(given)),
);
const texts = v.array(v.string());

// Confidence: Google's rules for resources, and google.rpc.Status with its gRPC code for what went wrong.
const name = (collection: string) => v.pipe(v.string(), v.startsWith(`${collection}/`));
const confidenceResource = { displayName: v.string(), createTime: time, updateTime: time, labels: record };
const confidenceResources = {
  apiClients: v.looseObject({
    ...confidenceResource,
    name: name("apiClients"),
    description: v.string(),
    clientId: v.string(),
    clientSecret: v.string(),
    permissions: texts,
    roles: texts,
  }),
  roles: v.looseObject({ ...confidenceResource, name: name("roles"), permissions: texts }),
  policies: v.looseObject({ ...confidenceResource, name: name("policies"), roles: texts, identities: texts }),
  users: v.looseObject({ name: name("users"), fullName: v.string(), email: v.string(), createTime: time }),
  identities: v.looseObject({ ...confidenceResource, name: name("identities") }),
  permissions: v.strictObject({ scope: v.string(), permission: v.string() }),
};
const confidenceError = v.strictObject({
  code: v.pipe(count, v.minValue(1), v.maxValue(16)),
  message: v.pipe(v.string(), v.minLength(1)),
  details: v.array(
    v.strictObject({
      "@type": v.literal("type.googleapis.com/google.rpc.BadRequest"),
      "fieldViolations": v.array(v.strictObject({ field: v.string(), description: v.string() })),
    }),
  ),
});

// Octane: entities with a type and an id in an envelope, and errors that have a code and say it twice.
const entity = v.looseObject({ type: v.string(), id: v.string() });
const envelope = { total_count: count, data: v.array(entity), exceeds_total_count: v.boolean() };
const octaneErrorEntries = {
  error_code: v.pipe(v.string(), v.regex(/^(platform|VALIDATION)[\w.-]+$/)),
  correlation_id: v.pipe(v.string(), v.regex(/^[a-z0-9]{25}$/)),
  description: v.pipe(v.string(), v.minLength(1)),
  description_translated: v.string(),
  properties: v.nullable(record),
  stack_trace: v.null(),
  business_error: v.optional(v.literal(true)),
};
const octaneError = v.union([
  v.strictObject(octaneErrorEntries),
  v.strictObject({ ...envelope, errors: v.array(v.strictObject({ ...octaneErrorEntries, index: count })) }),
]);

// Confluence: two versions, two envelopes, two kinds of error.
const v2List = v.strictObject({
  results: v.array(v.looseObject({ id: v.pipe(v.string(), v.regex(/^\d+$/)) })),
  _links: v.strictObject({ next: v.optional(v.pipe(v.string(), v.startsWith("/wiki/"))), base: v.string() }),
});
const v2Entity = v.looseObject({ id: v.string(), _links: record });
const adminKey = v.strictObject({ accountId: v.string(), expirationTime: time });
const v2Error = v.union([
  v.strictObject({
    errors: v.array(
      v.strictObject({
        status: count,
        code: v.pipe(v.string(), v.regex(/^[A-Z_]+$/)),
        title: v.string(),
        detail: v.optional(v.nullable(v.string())),
      }),
    ),
  }),
  v.strictObject({ code: v.literal(401), message: v.string() }),
  v.strictObject({ error: v.string() }),
]);
const v1List = v.looseObject({ results: v.array(record), start: count, limit: count, size: count, _links: record });
const v1Error = v.union([v.looseObject({ statusCode: count, message: v.string() }), v2Error]);

/** What must hold of an answer to this request; undefined where there is to be no body at all. */
export function schemaOf(method: string, path: string, status: number): v.GenericSchema | undefined {
  const isGood = status < 400;
  if (path.startsWith("/v1/")) return isGood ? confidenceAnswer(method, path) : confidenceError;
  if (path.startsWith("/authentication/")) return isGood ? undefined : octaneError;
  if (path.startsWith("/api/")) return isGood ? octaneAnswer(method, path) : octaneError;
  if (path.startsWith("/wiki/rest/")) return isGood ? v1Answer(path) : v1Error;
  if (!isGood) return v2Error;
  return status === 204 ? undefined : v2Answer(path);
}

function confidenceAnswer(method: string, path: string): v.GenericSchema {
  const [, , collection = "", id] = path.split("/");
  if (path === "/v1/oauth/token") {
    return v.strictObject({ accessToken: v.string(), expiresIn: v.pipe(v.string(), v.regex(/^\d+$/)) });
  }
  if (method === "DELETE") return v.strictObject({});
  if (path === "/v1/currentUser") return record;
  const resource = new Map<string, v.GenericSchema>(Object.entries(confidenceResources)).get(collection) ?? v.never();
  if (id !== undefined || method !== "GET") return resource;
  return v.strictObject({ [collection]: v.array(resource), nextPageToken: v.string() });
}

function octaneAnswer(method: string, path: string): v.GenericSchema {
  const isOne = path.split("/").length % 2 === 0 && !path.includes("/metadata/");
  if (path.includes("/metadata/")) return v.strictObject({ ...envelope, data: v.array(record) });
  return isOne ? entity : v.strictObject({ ...envelope, data: v.array(method === "GET" ? entity : record) });
}

function v2Answer(path: string): v.GenericSchema {
  if (path.endsWith("/admin-key")) return adminKey;
  return /\/\d+$/.test(path) ? v2Entity : v2List;
}

function v1Answer(path: string): v.GenericSchema {
  const isList = /\/(content|space|search|audit|since)$/.test(path);
  return isList ? v1List : record;
}
