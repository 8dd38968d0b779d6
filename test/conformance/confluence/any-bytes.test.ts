import fc from "fast-check";
import { afterAll, beforeAll, expect, it } from "vitest";
import { admin, basic, startScene } from "./caller.ts";
import type { Scene } from "./caller.ts";
import { tries } from "../../tries.ts";

/* Whatever arrives, the answer is JSON, never a 500, and nothing is left behind in the prototypes. */

let scene: Scene;
beforeAll(async () => {
  scene = await startScene();
});
afterAll(() => scene.mock.stop());

// fast-check's own "binary" takes six seconds to get ready.
const character = fc
  .integer({ min: 0, max: 0x10ffff })
  .filter(code => code < 0xd800 || code > 0xdfff)
  .map(code => String.fromCodePoint(code));

const path = fc
  .tuple(
    fc.constantFrom("/wiki/api/v2", "/wiki/rest/api", "/wiki", "/_edge"),
    fc.constantFrom(
      ...["admin-key", "spaces", "pages", "spaces/65537/pages", "space", "content", "user", "user/current"],
      ...["search", "content/search", "audit", "audit/since", "tenant_info", "%zz", ""],
    ),
    fc.option(
      fc.oneof(
        fc.string({ unit: character, maxLength: 20 }).map(encodeURIComponent),
        fc.constantFrom("131073", "DOCS", "__proto__", "constructor", "%00", "%E0%A4%A", "..", "9".repeat(18)),
      ),
    ),
  )
  .map(([root, name, id]) => `${root}/${name}${id === null ? "" : `/${id}`}`);

/** Pieces of the query language in any order, which reach further into the parser than any bytes. */
const shreds = fc
  .array(
    fc.constantFrom(
      ...["type", "space", "space.key", "title", "text", "__proto__", "constructor", "=", "~", "in", "(", ")", ","],
      ...["and", "page", '"a \\" b"', "'", '"', "\\", "*", "!", "<"],
    ),
    { maxLength: 10 },
  )
  .map(pieces => pieces.join(" "));

const text = fc.oneof(fc.string({ unit: character, maxLength: 60 }), fc.string(), shreds);
const parameters = fc.dictionary(
  fc.constantFrom(
    ...["limit", "start", "cursor", "sort", "status", "id", "ids", "keys", "space-id", "title", "body-format", "cql"],
    ...["expand", "spaceKey", "type", "startDate", "number", "units", "searchString", "accountId", "__proto__"],
  ),
  fc.oneof(
    text,
    text.map(inner => Buffer.from(inner).toString("base64url")),
    fc.constantFrom("1", "0", "-1", "1e3", "250", "id", "-title", "storage", "body.storage,space", "constructor"),
  ),
);

const withoutBigints = (_: string, given: unknown) => (typeof given === "bigint" ? String(given) : given);
const body = fc.oneof(
  fc.uint8Array({ maxLength: 200 }),
  fc.json().map(json => Buffer.from(json)),
  fc
    .record({ durationInMinutes: fc.anything(), __proto__: fc.anything() }, { requiredKeys: [] })
    .map(given => Buffer.from(JSON.stringify(given, withoutBigints))),
);

const authorization = fc.oneof(
  { weight: 5, arbitrary: fc.constant(basic(admin)) },
  { weight: 1, arbitrary: fc.stringMatching(/^(Basic|Bearer|Digest)? ?[!-~]{0,40}$/) },
);

it("never gives a 500", async () => {
  const methods = fc.constantFrom("GET", "GET", "GET", "POST", "DELETE", "PUT");
  await fc.assert(
    fc.asyncProperty(methods, path, parameters, body, authorization, async (method, where, given, bytes, who) => {
      const search = new URLSearchParams(given).toString();
      const response = await fetch(`${scene.url}${where}?${search}`, {
        method,
        headers: {
          "Authorization": who,
          "Atl-Confluence-With-Admin-Key": "true",
          "Content-Type": "application/json",
        },
        ...(method === "GET" ? {} : { body: Buffer.from(bytes) }),
      });
      expect(response.status === 501 || response.status < 500).toBe(true);
      const answer = await response.text();
      if (response.status !== 204) expect(JSON.parse(answer)).toBeTypeOf("object");
      expect(Object.keys(Object.prototype)).toEqual([]);
    }),
    tries(600),
  );
  expect(scene.mistakes).toEqual([]);
});
