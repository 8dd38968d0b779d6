import { describe, expect, test } from "vitest";
import { describeError } from "../../../extension/core/errors.ts";
import { Action, credentialId } from "../../../extension/core/model.ts";
import { confidence } from "../../../extension/services/confidence/index.ts";
import { confluence } from "../../../extension/services/confluence/index.ts";
import { SHOW_REVEALED } from "../../../extension/services/confluence/actions.ts";
import { ADMIN_KEY } from "../../../extension/services/confluence/credential.ts";
import { octane } from "../../../extension/services/octane/index.ts";
import { Listing } from "../../../extension/tree/listing.ts";
import { failure } from "../core/failure.ts";
import { httpServer, json } from "../core/local-server.ts";
import { readReport } from "../services/confluence/scene.ts";
import { afterSignIn, openAt, rowsOf } from "./services.ts";

const never = new AbortController().signal;
const ENDLESS =
  "The list that Confidence sends does not end, so it was given up. Check the address of the connection, or search for what you need.";

const client = (id: number | string) => ({ name: `apiClients/${id}`, displayName: `Client ${id}` });
const key = (id: number | string) => ({ id: String(id), name: `Key ${id}` });

const parameter = (path: string, name: string): string => new URL(path, "http://x").searchParams.get(name) ?? "";

describe("a list of Confidence", () => {
  test("of empty pages without an end is given up after a hundred of them", async () => {
    const server = await httpServer((_, response, count) => json(response, { nextPageToken: `page ${count}` }));
    const error = await failure(rowsOf(openAt(confidence, server.url).session));
    expect(describeError(error)).toBe(ENDLESS);
    expect(server.received).toHaveLength(101);
  });

  test("of full pages without an end stops where nobody asked for more", async () => {
    const server = await httpServer((_, response, count) => {
      const apiClients = Array.from({ length: 100 }, (_, index) => client(count * 100 + index));
      json(response, { apiClients, nextPageToken: `page ${count}` });
    });
    const { session } = openAt(confidence, server.url);
    const listing = new Listing(
      () => Promise.resolve(session),
      () => undefined,
    );
    await listing.refresh();
    expect(listing.status).toEqual({ type: "complete", more: true });
    expect(listing.rows).toHaveLength(1000);
    expect(server.received.length).toBeLessThanOrEqual(11);
  });

  test("that is read to its end for a form, and has none, is left out of the form", async () => {
    const server = await httpServer(({ path }, response, count) =>
      path.startsWith("/v1/roles") ? json(response, { roles: [], nextPageToken: `page ${count}` }) : json(response, {}),
    );
    const { session } = openAt(confidence, server.url);
    const form = await session.form(Action.create, undefined, never);
    expect(form.fields.map(({ key }) => key)).toContain("displayName");
    expect(server.received.filter(({ path }) => path.startsWith("/v1/roles")).length).toBeLessThanOrEqual(101);
  });

  test.each([
    { name: "the same each time", tokens: ["again"] },
    { name: "two in turn", tokens: ["a", "b"] },
  ])("whose next-page token is $name ends with an error instead of turning for ever", async ({ tokens }) => {
    const server = await httpServer((_, response, count) =>
      json(response, { apiClients: [client(count)], nextPageToken: tokens[count % tokens.length] }),
    );
    const error = await failure(rowsOf(openAt(confidence, server.url).session));
    expect(describeError(error)).toBe(
      "Confidence sent the same page twice, so the list can't be completed. Refresh; if it stays like this, please report it.",
    );
    expect(server.received.length).toBeLessThanOrEqual(3);
  });

  test("with the same id on each row shows it once", async () => {
    const server = await httpServer((_, response) => json(response, { apiClients: Array(100).fill(client("one")) }));
    const { session } = openAt(confidence, server.url);
    const listing = new Listing(
      () => Promise.resolve(session),
      () => undefined,
    );
    await listing.refresh();
    expect(listing.rows.map(({ id }) => id)).toEqual(["apiClients/one"]);
  });

  test("with 10,001 rows on a page is refused with that reason", async () => {
    const server = await httpServer((_, response) =>
      json(response, { apiClients: Array.from({ length: 10_001 }, (_, index) => client(index)) }),
    );
    const error = await failure(rowsOf(openAt(confidence, server.url).session));
    expect(error.message).toBe("Confidence sent more than 10000 entries in one list, many more than were asked for.");
  });

  test.each(["apiClients/..", "apiClients/.", "apiClients/a/b", "policies/x", ""])(
    "with a row named “%s” leads to no other path",
    async name => {
      const server = await httpServer((_, response) => json(response, { apiClients: [{ name, displayName: "x" }] }));
      const { session } = openAt(confidence, server.url);
      const rows = await rowsOf(session).catch(() => []);
      const before = server.received.length;
      for (const { id } of rows) await failure(session.get(id, never));
      expect(server.received).toHaveLength(before);
    },
  );
});

describe("a list of Octane", () => {
  test.each([1e308, Number.MAX_SAFE_INTEGER, 1e12])(
    "that says it has %d keys is read as far as it goes",
    async total => {
      const server = await httpServer(
        afterSignIn(({ path }, response) => {
          const offset = Number(parameter(path, "offset"));
          json(response, { total_count: total, data: offset < 10 ? [key(offset)] : [] });
        }),
      );
      const rows = await failure(rowsOf(openAt(octane, server.url).session));
      expect(rows.message).toMatch("The list that Octane sends does not end");
      expect(server.received.length).toBeLessThan(200);
    },
  );

  test.each([-1, 0.5, 0])("that says it has %d keys gives those that it sent", async total => {
    const server = await httpServer(
      afterSignIn((_, response) => json(response, { total_count: total, data: [key(1)] })),
    );
    expect(await rowsOf(openAt(octane, server.url).session)).toHaveLength(1);
  });

  test("of workspace roles without an end does not keep the details waiting for ever", async () => {
    const server = await httpServer(
      afterSignIn(({ path }, response, count) =>
        path.includes("/workspace_roles?")
          ? json(response, {
              total_count: 1e308,
              data: Array.from({ length: 1000 }, (_, index) => ({ id: `${count}-${index}` })),
            })
          : json(response, { total_count: 1, data: [key(1)], ...key(1) }),
      ),
    );
    const { session } = openAt(octane, server.url);
    await rowsOf(session);
    const fresh = await session.get(credentialId("1"), never);
    expect(fresh.label).toBe("Key 1");
  }, 120_000);

  test.each(["../../../authentication/sign_out", "..", "1/../2", "1?x=y", "1%2f", "1 2"])(
    "with a key whose id is “%s” leads to no other path",
    async id => {
      const server = await httpServer(
        afterSignIn((_, response) => json(response, { total_count: 1, data: [{ ...key(1), id }] })),
      );
      const { session } = openAt(octane, server.url);
      expect(await rowsOf(session)).toHaveLength(1);
      const before = server.received.length;
      expect((await failure(session.get(credentialId(id), never))).kind).toBe("protocol");
      expect(server.received.slice(before).filter(({ path }) => !path.includes("workspace_roles"))).toHaveLength(0);
    },
  );
});

describe("an id of more than 512 characters", () => {
  const long = "x".repeat(513);

  test.each([
    { service: confidence, answer: { apiClients: [client(long)] } },
    { service: octane, answer: { total_count: 1, data: [key(long)] } },
  ])("is none that a list of $service.info.name may hold", async ({ service, answer }) => {
    const server = await httpServer(afterSignIn((_, response) => json(response, answer)));
    const error = await failure(rowsOf(openAt(service, server.url).session));
    expect(error.kind).toBe("protocol");
    expect(error.message).toMatch("answered in a form that Keyporter does not know");
    for (const { path } of server.received) expect(path).not.toContain(long);
  });

  test.each([
    { service: confidence, answer: { apiClients: [client("x".repeat(501))] } },
    { service: octane, answer: { total_count: 1, data: [key("x".repeat(512))] } },
  ])("begins after 512 in $service.info.name", async ({ service, answer }) => {
    const server = await httpServer(afterSignIn((_, response) => json(response, answer)));
    expect(await rowsOf(openAt(service, server.url).session)).toHaveLength(1);
  });
});

describe("a report of Confluence", () => {
  const report = async (answer: (path: string, count: number) => unknown) => {
    const server = await httpServer(
      afterSignIn(({ path }, response, count) =>
        path.includes("admin-key")
          ? json(response, { accountId: "1", expirationTime: new Date(Date.now() + 600_000).toISOString() })
          : json(response, answer(path, count)),
      ),
    );
    const { session } = openAt(confluence, server.url);
    await rowsOf(session);
    return { parts: () => readReport(session.report?.(SHOW_REVEALED, ADMIN_KEY, never)), server };
  };

  test("with an id of more than 512 characters asks for no such page", async () => {
    const long = "1".repeat(513);
    const { parts, server } = await report(() => ({ results: [{ id: long }] }));
    expect((await failure(parts())).kind).toBe("protocol");
    for (const { path } of server.received) expect(path).not.toContain(long);
  });

  test("whose next page is always the same one ends with an error", async () => {
    const { parts } = await report(() => ({
      results: [{ id: "1" }],
      _links: { next: "/wiki/api/v2/spaces?cursor=again" },
    }));
    expect((await failure(parts())).message).toBe("Confluence's list of pages leads in a circle.");
  });

  test.each(["https://evil.example/?cursor=c", "file:///etc/passwd?cursor=c", "//evil.example/x?cursor=c"])(
    "whose next page is at %s stays on the site",
    async next => {
      const { parts, server } = await report((path, count) => ({
        results: [{ id: String(count) }],
        _links: path.includes("cursor=") ? {} : { next },
      }));
      await parts();
      expect(server.received.some(({ path }) => path.startsWith("/wiki/api/v2/spaces?limit=250&cursor=c"))).toBe(true);
    },
  );

  test.each([
    "javascript:alert(1)",
    "//evil.example/x",
    "https://evil.example",
    "file:///etc/passwd",
    "/\\evil.example",
  ])("with a page at %s gives no address outside of the site", async webui => {
    const { parts, server } = await report((path, count) =>
      path.includes("limit=") ? { results: [{ id: String(count), title: "x", _links: { webui } }] } : undefined,
    );
    const found = await parts().catch(() => []);
    for (const part of found) {
      if (part.type !== "found") continue;
      for (const { url } of part.findings) expect(url ?? server.url).toMatch(new RegExp(`^${server.url}`, "u"));
    }
  });
});
