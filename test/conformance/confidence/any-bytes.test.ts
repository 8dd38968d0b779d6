import fc from "fast-check";
import { afterAll, beforeAll, expect, it } from "vitest";
import { startScene } from "./caller.ts";
import type { Scene } from "./caller.ts";
import { tries } from "../../tries.ts";

/* Whatever arrives, the answer is JSON, never a 500, and nothing is left behind in the prototypes. */

let scene: Scene;
const mistakes: unknown[] = [];
beforeAll(async () => {
  scene = await startScene({ onError: error => mistakes.push(error) });
});
afterAll(() => scene.mock.stop());

// fast-check's own "binary" takes six seconds to get ready.
const character = fc
  .integer({ min: 0, max: 0x10ffff })
  .filter(code => code < 0xd800 || code > 0xdfff)
  .map(code => String.fromCodePoint(code));

const method = fc.constantFrom("GET", "POST", "PATCH", "DELETE", "PUT");
const collection = fc.constantFrom(
  "apiClients",
  "policies",
  "roles",
  "users",
  "identities",
  "permissions",
  "currentUser",
  "oauth/token",
);
const segment = fc.oneof(
  fc.string({ unit: character, maxLength: 20 }).map(encodeURIComponent),
  fc.constantFrom("%zz", "%", "..", "__proto__", "constructor", "donlangsbyz6iiksdt4c", "%00", "%E0%A4%A"),
);
const value = fc.oneof(
  fc.string({ unit: character }),
  fc.string(),
  fc.constantFrom("1", "100", "*", "a:b", "__proto__:x", "labels.__proto__:x"),
);
const query = fc.dictionary(
  fc.constantFrom("pageSize", "pageToken", "filter", "orderBy", "updateMask", "policyId", "__proto__", "constructor"),
  value,
);
const body = fc.oneof(
  fc.uint8Array({ maxLength: 200 }),
  fc.json().map(text => Buffer.from(text)),
  fc
    .record(
      {
        displayName: fc.anything(),
        labels: fc.oneof(fc.object(), fc.array(fc.object())),
        roles: fc.anything(),
        owner: fc.anything(),
        identities: fc.anything(),
        grantType: fc.constant("client_credentials"),
        clientId: fc.anything(),
        clientSecret: fc.anything(),
      },
      { requiredKeys: [] },
    )
    .map(fields =>
      Buffer.from(JSON.stringify(fields, (_, given: unknown) => (typeof given === "bigint" ? String(given) : given))),
    ),
  fc
    .constantFrom(
      '{"__proto__":{"displayName":"x"}}',
      '{"constructor":{"prototype":{"x":1}}}',
      '{"displayName":"x","labels":{"__proto__":"y"}}',
    )
    .map(text => Buffer.from(text)),
);

it("never gives a 500", async () => {
  await fc.assert(
    fc.asyncProperty(method, collection, fc.option(segment), query, body, async (verb, name, id, parameters, bytes) => {
      const search = new URLSearchParams(parameters).toString();
      const response = await fetch(`${scene.url}/v1/${name}${id === null ? "" : `/${id}`}?${search}`, {
        method: verb,
        headers: { "Authorization": "Bearer demo-confidence-token", "Content-Type": "application/json" },
        ...(verb === "GET" ? {} : { body: Buffer.from(bytes) }),
      });
      expect(response.status).toBeLessThan(500);
      expect(await response.json()).toBeTypeOf("object");
      expect(Object.keys(Object.prototype)).toEqual([]);
    }),
    tries(400),
  );
  expect(mistakes).toEqual([]);
});
