import fc from "fast-check";

/** One call of a service. */
export interface Sent {
  readonly method: string;
  readonly path: string;
  readonly search: string;
  readonly body: string;
  /** With the credentials of an administrator, of somebody who may little, or of nobody. */
  readonly as: "admin" | "member" | "nobody";
}

// fast-check's own "binary" takes six seconds to get ready.
const text = fc.oneof(
  fc.string({ maxLength: 12 }),
  fc
    .array(
      // Half a surrogate pair is in no address.
      fc.integer({ min: 0, max: 0x10f7ff }).map(code => String.fromCodePoint(code < 0xd800 ? code : code + 0x800)),
      { maxLength: 8 },
    )
    .map(all => all.join("")),
  fc.constantFrom(
    "",
    " ",
    "__proto__",
    "constructor",
    "%00",
    "../..",
    "null",
    "true",
    "-1",
    "1e308",
    "9007199254740993",
  ),
);

/** Nearly always one of those that are there, for only then something happens. */
const mostly = <T>(usual: fc.Arbitrary<T>, odd: fc.Arbitrary<T>) =>
  fc.oneof({ weight: 14, arbitrary: usual }, { weight: 1, arbitrary: odd });
const anyOf = (...values: string[]) => mostly(fc.constantFrom(...values), text);

const value: fc.Arbitrary<unknown> = fc.oneof(
  fc.jsonValue({ maxDepth: 2 }),
  text,
  fc.constantFrom(0, -1, 1e308, 1e-9, true, null),
);

/** A body that has some of the fields that are expected, mostly as they are expected. */
function bodyOf(fields: Readonly<Record<string, fc.Arbitrary<unknown>>>): fc.Arbitrary<string> {
  const entries = Object.fromEntries(Object.entries(fields).map(([name, usual]) => [name, mostly(usual, value)]));
  const object = fc.record(entries, { requiredKeys: [] });
  return fc.oneof(
    { weight: 12, arbitrary: object.map(given => JSON.stringify(given)) },
    {
      weight: 1,
      arbitrary: fc.tuple(object, text, value).map(([given, name, odd]) => JSON.stringify({ ...given, [name]: odd })),
    },
    { weight: 1, arbitrary: value.map(given => JSON.stringify(given)) },
    { weight: 1, arbitrary: fc.oneof(text, fc.constantFrom("", "{", "[", '{"a":', "\uFEFF{}")) },
  );
}

function searchOf(parameters: Readonly<Record<string, fc.Arbitrary<string>>>): fc.Arbitrary<string> {
  const names = Object.keys(parameters);
  const pair = mostly(
    fc.constantFrom(...names).chain(name => fc.tuple(fc.constant(name), mostly(parameters[name] ?? text, text))),
    fc.tuple(text, text),
  );
  const asSent = (pairs: [string, string][]) => new URLSearchParams(pairs).toString();
  return fc.oneof(
    { weight: 5, arbitrary: fc.constant("") },
    { weight: 9, arbitrary: fc.array(pair, { minLength: 1, maxLength: 3 }).map(asSent) },
    { weight: 1, arbitrary: text.map(given => encodeURI(given)) },
  );
}

interface Place {
  readonly paths: fc.Arbitrary<string>;
  readonly methods: readonly string[];
  readonly body: fc.Arbitrary<string>;
  readonly search: fc.Arbitrary<string>;
}

const segment = (...known: string[]) => anyOf(...known).map(encodeURIComponent);
const number = fc.integer({ min: -2, max: 2000 }).map(String);
const labels = fc.dictionary(text, text, { maxKeys: 3 });
const roleName = anyOf("roles/726f6c5f68386b6c46596c4a335350384e6a7377");
const words = (...all: string[]) => fc.array(fc.constantFrom(...all), { maxLength: 7 }).map(parts => parts.join(" "));

const confidence: Place = {
  methods: ["GET", "GET", "POST", "PATCH", "DELETE", "PUT"],
  paths: fc
    .oneof(
      fc.constantFrom(
        "apiClients",
        "roles",
        "policies",
        "users",
        "identities",
        "permissions",
        "oauth/token",
        "currentUser",
        "nosuch",
      ),
      fc
        .tuple(
          fc.constantFrom("apiClients", "roles", "policies", "users", "identities"),
          segment(
            "donlangsbyz6iiksdt4c",
            "726f6c5f68386b6c46596c4a335350384e6a7377",
            "xa8cecs2cc9xsz8jvgmc",
            "mine",
            "other",
          ),
        )
        .map(parts => parts.join("/")),
    )
    .map(path => `/v1/${path}`),
  body: bodyOf({
    displayName: text,
    description: text,
    labels,
    roles: fc.array(roleName, { maxLength: 2 }),
    permissions: fc.array(anyOf("list:roles", "read:users"), { maxLength: 2 }),
    identities: fc.array(anyOf("identities/everyone", "identities/x"), { maxLength: 2 }),
    grantType: fc.constant("client_credentials"),
    clientId: fc.constant("demo-confidence-client"),
    clientSecret: fc.constant("demo-confidence-secret"),
    owner: text,
  }),
  search: searchOf({
    pageSize: number,
    pageToken: text,
    filter: words(
      "displayName",
      "name",
      "labels.a",
      ":",
      "(",
      ")",
      "AND",
      "OR",
      "NOT",
      "*",
      '"x"',
      "[a TO b]",
      "-",
      "demo",
    ),
    orderBy: anyOf("displayName", "displayName:desc", "name:asc,createTime:desc"),
    updateMask: anyOf("displayName", "labels", "displayName,description", "roles", "*"),
    policyId: anyOf("mine", "other"),
  }),
};

const key = {
  id: fc.constantFrom("1003", "1005", "1011"),
  name: text,
  client_secret: fc.constantFrom("Abcdefghij1!", "short"),
  is_valid: fc.boolean(),
  expiration: fc.constantFrom("2030-08-24T00:00:00Z", "9999-99-99T99:99:99Z", "2021-01-01T00:00:00Z", null),
  workspace_roles: fc.constant({ data: [{ type: "workspace_role", id: "1028" }] }),
  client_lock_stamp: fc.integer({ min: 0, max: 3 }),
};
const octane: Place = {
  methods: ["GET", "GET", "GET", "GET", "POST", "PUT", "DELETE"],
  paths: fc.oneof(
    {
      weight: 1,
      arbitrary: fc.constantFrom("/authentication/sign_in", "/authentication/nosuch", "/api/shared_spaces"),
    },
    {
      weight: 6,
      arbitrary: fc
        .tuple(
          fc.constantFrom(
            "/api/shared_spaces/1001",
            "/api/shared_spaces/1001",
            "/api/shared_spaces/1001",
            "/api/shared_spaces/1001/workspaces/1002",
            "/api/shared_spaces/1001/workspaces/1002",
            "/api/shared_spaces/%zz",
          ),
          fc.constantFrom(
            "api_accesses",
            "api_accesses",
            "roles",
            "workspace_roles",
            "users",
            "workspaces",
            "metadata/fields",
            "metadata/entities",
            "nosuch",
          ),
          fc.option(segment("1003", "1005", "1011", "1028", "101")),
        )
        .map(([root, collection, id]) => [root, collection, ...(id === null ? [] : [id])].join("/")),
    },
  ),
  body: fc.oneof(
    bodyOf(key),
    fc
      .array(bodyOf(key), { maxLength: 3 })
      .map(all => `{"data":[${all.map(one => (one === "" ? "0" : one)).join(",")}]}`),
    bodyOf({ user: fc.constant("admin@keyporter.example"), password: fc.constant("Demo-passw0rd") }),
  ),
  search: searchOf({
    query: fc
      .oneof(
        fc.constantFrom(
          "name EQ ^a*^",
          "is_valid EQ true;id LT ^1010^",
          "expiration EQ null",
          "workspace_roles EQ {id EQ ^1028^}",
        ),
        words(
          ...[
            "name",
            "id",
            "is_valid",
            "expiration",
            "workspace_roles",
            "EQ",
            "LT",
            "IN",
            "^a*^",
            "^2026-01-01T00:00:00Z^",
          ],
          ...["{", "}", "(", ")", "!", ";", "||", "null", "1"],
        ),
      )
      .map(inner => `"${inner}"`),
    fields: anyOf("name", "name,client_id", "workspace_roles{role{name}}", "a{b"),
    order_by: anyOf("name", "-name,id", "expiration"),
    limit: number,
    offset: number,
  }),
};

const confluence: Place = {
  methods: ["GET", "GET", "GET", "POST", "DELETE", "PUT"],
  paths: fc.oneof(
    fc.constantFrom(
      "/wiki/api/v2/admin-key",
      "/wiki/api/v2/pages",
      "/wiki/api/v2/spaces",
      "/wiki/api/v2/nosuch",
      "/wiki/rest/api/nosuch",
    ),
    fc
      .tuple(
        fc.constantFrom("/wiki/api/v2/pages", "/wiki/api/v2/spaces", "/wiki/rest/api/content"),
        segment("131073", "131080", "65537", "65538"),
      )
      .map(parts => parts.join("/")),
    segment("65537", "65539").map(id => `/wiki/api/v2/spaces/${id}/pages`),
    segment("DOCS", "HR").map(space => `/wiki/rest/api/space/${space}`),
    fc
      .constantFrom(
        "content",
        "content/search",
        "search",
        "space",
        "audit",
        "audit/since",
        "user",
        "user/current",
        "user/anonymous",
        "settings/systemInfo",
      )
      .map(path => `/wiki/rest/api/${path}`),
  ),
  body: bodyOf({ durationInMinutes: fc.integer({ min: -1, max: 61 }) }),
  search: searchOf({
    "limit": number,
    "start": number,
    "cursor": text,
    "sort": anyOf("id", "-title", "created-date", "name"),
    "body-format": anyOf("storage", "view", "atlas_doc_format"),
    "status": anyOf("current", "archived", "any"),
    "expand": anyOf("version", "body.storage,space", "history.lastUpdated"),
    "cql": words(
      "type",
      "=",
      "page",
      "AND",
      "OR",
      "space",
      "IN",
      '("DOCS")',
      "title",
      "~",
      '"a"',
      "ORDER BY",
      "(",
      ")",
    ),
    "type": anyOf("page", "blogpost", "global", "odd"),
    "units": anyOf("DAYS", "years", "constructor"),
    "number": number,
    "startDate": number,
    "accountId": text,
  }),
};

const calls = [confidence, octane, confluence].map(({ methods, paths, body, search }) =>
  fc.record({
    method: fc.constantFrom(...methods),
    path: paths,
    search,
    body,
    as: fc.constantFrom<Sent["as"]>("admin", "admin", "admin", "admin", "member", "nobody"),
  }),
);

/** A call of one of the three services. */
export const anyCall: fc.Arbitrary<Sent> = fc.oneof(...calls);
