import fc from "fast-check";
import { afterAll, beforeAll, expect, it } from "vitest";
import { demoKey, startScene } from "./caller.ts";
import type { Scene } from "./caller.ts";
import { tries } from "../../tries.ts";

/* Whatever arrives, the answer is JSON, never a 500, and nothing is left behind in the prototypes. */

let scene: Scene;
let cookie = "";
beforeAll(async () => {
  scene = await startScene();
  const { cookies } = await scene.as(demoKey);
  cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join("; ");
});
afterAll(() => scene.mock.stop());

// fast-check's own "binary" takes six seconds to get ready.
const character = fc
  .integer({ min: 0, max: 0x10ffff })
  .filter(code => code < 0xd800 || code > 0xdfff)
  .map(code => String.fromCodePoint(code));

const path = fc.oneof(
  fc
    .tuple(
      fc.constantFrom(
        "/api/shared_spaces/1001",
        "/api/shared_spaces/1001/workspaces/1002",
        "/api/shared_spaces/%zz",
        "/api/shared_spaces",
        "/authentication",
      ),
      fc.constantFrom(
        ...["api_accesses", "roles", "workspace_roles", "users", "workspaces", "metadata/fields", "metadata/entities"],
        ...["sign_in", "sign_in", "nosuch", ""],
      ),
      fc.option(
        fc.oneof(
          fc.string({ unit: character, maxLength: 20 }).map(encodeURIComponent),
          fc.constantFrom("1003", "__proto__", "constructor", "%00", "%E0%A4%A", ".."),
        ),
      ),
    )
    .map(([root, name, id]) => `${root}/${name}${id === null ? "" : `/${id}`}`),
);

/** Pieces of the query language in any order, which reach further into the parser than any bytes. */
const shreds = fc
  .array(
    fc.constantFrom(
      ...["name", "id", "is_valid", "expiration", "workspace_roles", "role", "author", "client_secret", "__proto__"],
      ...["EQ", "LT", "IN", "BTW", "=", "<=", "(", ")", "{", "}", "!", ";", "||", ",", "...", "null", "true", "-1.5"],
      ...["^a*^", "'x\\'y'", "^2026-01-01T00:00:00Z^", "[current_user]", "^", "'", "\\", '"', "[", "|", "."],
    ),
    { maxLength: 15 },
  )
  .map(pieces => pieces.join(" "));

const text = fc.oneof(fc.string({ unit: character, maxLength: 60 }), fc.string(), shreds);
const parameters = fc.dictionary(
  fc.constantFrom("query", "query", "fields", "order_by", "limit", "offset", "__proto__", "constructor"),
  fc.oneof(
    text.map(inner => `"${inner}"`),
    text,
    fc.constantFrom("1", "-1", "1e3", "name", "-name,id", "workspace_roles{role{name}}", "a{b", "__proto__"),
  ),
);

const withoutBigints = (_: string, given: unknown) => (typeof given === "bigint" ? String(given) : given);
const entity = fc.record(
  {
    id: fc.oneof(fc.constantFrom("1003", "1010", 1002), fc.anything()),
    type: fc.anything(),
    name: fc.oneof(fc.string({ unit: character }), fc.string(), fc.anything()),
    client_secret: fc.oneof(fc.constant("Abcdefghij1"), fc.anything()),
    is_valid: fc.oneof(fc.boolean(), fc.anything()),
    expiration: fc.oneof(fc.constantFrom("2021-08-24T00:00:00Z", "9999-99-99T99:99:99Z"), fc.anything()),
    workspace_roles: fc.oneof(fc.constant({ data: [{ id: "1028" }] }), fc.object(), fc.anything()),
    user: fc.anything(),
    password: fc.anything(),
    __proto__: fc.anything(),
  },
  { requiredKeys: [] },
);
const body = fc.oneof(
  fc.uint8Array({ maxLength: 200 }),
  fc.json().map(json => Buffer.from(json)),
  fc.oneof(entity, fc.record({ data: fc.array(entity, { maxLength: 3 }) })).map(given => {
    return Buffer.from(JSON.stringify(given, withoutBigints));
  }),
);

const cookies = fc.oneof(
  { weight: 4, arbitrary: fc.constant("the session's own") },
  { weight: 1, arbitrary: fc.stringMatching(/^LWSSO_COOKIE_KEY=[!-~]{0,40}$/) },
);

it("never gives a 500", async () => {
  const methods = fc.constantFrom("GET", "GET", "POST", "PUT", "DELETE", "PATCH");
  await fc.assert(
    fc.asyncProperty(methods, path, parameters, body, cookies, async (method, where, given, bytes, sent) => {
      const search = new URLSearchParams(given).toString();
      const response = await fetch(`${scene.url}${where}?${search}`, {
        method,
        headers: {
          "Cookie": sent.startsWith("LWSSO") ? sent : cookie,
          "ALM-OCTANE-TECH-PREVIEW": "true",
          "Content-Type": "application/json",
        },
        ...(method === "GET" ? {} : { body: Buffer.from(bytes) }),
      });
      expect(response.status).toBeLessThan(500);
      const answer = await response.text();
      if (response.status !== 200 || answer !== "") expect(JSON.parse(answer)).toBeTypeOf("object");
      expect(Object.keys(Object.prototype)).toEqual([]);
    }),
    tries(600),
  );
  expect(scene.mistakes).toEqual([]);
});
