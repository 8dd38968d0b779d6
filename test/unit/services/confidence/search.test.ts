import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { filterFor } from "../../../../extension/services/confidence/search.ts";
import { matches } from "../../../../extension/tree/matching.ts";
import { httpServer, json, type Received } from "../../core/local-server.ts";
import { admin, count, scene, sessionAt } from "./scene.ts";
import { tries } from "../../../tries.ts";

const names = [
  'say "hello"',
  "back\\slash",
  "Müge's Schlüssel",
  "日本語 クライアント",
  "team:payments AND (env:ci)",
  "a* b? c~ d^2",
  "[x TO y] {z}",
  "!important && maybe || not",
  "checkout-pipeline",
  "path/to/it",
  "NOT",
  "OR",
  "📞",
  "***",
];

describe("a search finds a client by its name, whatever is in it", () => {
  test.each(names)("%s", async name => {
    const { all, create } = await scene();
    await create({ displayName: name });
    const found = (await all({ search: name })).filter(credential => matches(credential, name));
    expect(found.map(({ label }) => label)).toContain(name);
  });

  test.each([
    ["checkout-pipe", "checkout-pipeline"],
    ['say "hel', 'say "hello"'],
    ["path/t", "path/to/it"],
    ["müge's Sch", "Müge's Schlüssel"],
    ["ANDr", "Android release train"],
  ])("and while it is still being typed: %s", async (typed, name) => {
    const { all, create } = await scene();
    await create({ displayName: name });
    expect((await all({ search: typed })).map(({ label }) => label)).toContain(name);
  });

  test("by the beginning of the client ID and by the description", async () => {
    const { all } = await scene();
    expect((await all({ search: "k9Kkmx" })).map(({ label }) => label)).toEqual(["My API Client"]);
    expect((await all({ search: "weekly ranking" })).map(({ label }) => label)).toEqual(["Search ranking experiments"]);
  });

  test("and asks the server rather than reading everything", async () => {
    const { all, mock } = await scene({ seed: "large:1000" });
    await all();
    mock.journal.clear();
    const found = await all({ search: "zzz-nothing" });
    expect(found).toEqual([]);
    expect(count(mock, "GET", "/v1/apiClients")).toBe(1);
  });

  test("any text is a filter that the server understands", async () => {
    const { all, mock } = await scene();
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: "grapheme", maxLength: 12 }), async search => {
        mock.journal.clear();
        await all({ search });
        expect(mock.journal.entries().map(({ status }) => status)).not.toContain(400);
      }),
      tries(150),
    );
  });
});

describe("a server that does not know it", () => {
  /** Refuses the named query parameters as INVALID_ARGUMENT. */
  const refusing = (...refused: readonly string[]) =>
    httpServer(({ path }: Received, response) => {
      const bad = refused.find(name => new URL(path, "http://x").searchParams.has(name));
      if (bad === undefined) json(response, { apiClients: [{ name: "apiClients/a", displayName: "A" }] });
      else json(response, { code: 3, message: `Unknown name "${bad}": Cannot bind query parameter.` }, 400);
    });

  test.each([[["orderBy"]], [["filter"]], [["filter", "orderBy"]]])("%j is asked again without", async refused => {
    const server = await refusing(...refused);
    expect((await sessionAt(server.url, admin).all({ search: "A" })).map(({ label }) => label)).toEqual(["A"]);
    expect((await sessionAt(server.url, admin).all()).map(({ label }) => label)).toEqual(["A"]);
  });

  test("a complaint about something else is shown, not asked away", async () => {
    const server = await httpServer((_, response) => json(response, { code: 3, message: "No." }, 400));
    await expect(sessionAt(server.url, admin).all()).rejects.toMatchObject({ kind: "invalid" });
  });
});

describe("the filter", () => {
  test.each(["", " ", "\n"])("of nothing is none: %j", search => {
    expect(filterFor(search)).toBeUndefined();
  });
});
