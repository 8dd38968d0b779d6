import { describe, expect, test } from "vitest";
import { describeError } from "../../../../extension/core/errors.ts";
import { failure } from "../../core/failure.ts";
import { httpServer, json, type Received } from "../../core/local-server.ts";
import { admin, count, demo, documented, scene, sessionAt, signal } from "./scene.ts";

const shapes = ["both", "2023", "current"].flatMap(shape =>
  ["object", "array"].map(labels => ({ "confidence.shape": shape, "confidence.labels": labels })),
);

describe.each(shapes)("with %j", options => {
  test("every API client is listed, by name, with what a row needs", async () => {
    const { all } = await scene({ options });
    const credentials = await all();
    expect(credentials).toHaveLength(12);
    const found = credentials.find(({ id }) => id === documented);
    expect(found).toMatchObject({
      kind: "API client",
      label: "My API Client",
      clientId: "k9KkmxZfQtG6ZPqk9wyQfe7G5EzZsjza",
      state: "active",
      createdAt: new Date("2023-08-29T09:36:57.163Z"),
    });
  });

  test("the details have each documented field that this server tells", async () => {
    const { session } = await scene({ options });
    const { details } = await session.get(documented, signal);
    const ids = details.map(({ id }) => id);
    expect(ids).toEqual(
      expect.arrayContaining(["displayName", "description", "clientId", "labels", "createTime", "creator"]),
    );
    expect(ids.includes("roles")).toBe(options["confidence.shape"] !== "current");
    expect(ids.includes("owner")).toBe(options["confidence.shape"] !== "2023");
    const creator = details.find(({ id }) => id === "creator");
    expect(creator?.value).toMatchObject({ items: [{ label: "Ada Admin (admin@keyporter.example)" }] });
  });

  test("labels are pairs, however they are written", async () => {
    const { all } = await scene({ options });
    const found = (await all()).find(({ label }) => label === "Checkout CI");
    expect(found?.details.find(({ id }) => id === "labels")?.value).toEqual({
      type: "pairs",
      pairs: [
        { key: "team", value: "payments" },
        { key: "env", value: "ci" },
      ],
    });
  });
});

describe("pages", () => {
  test("arrive one by one, in the largest size there is, without a gap or a double", async () => {
    const { session, mock } = await scene({ seed: "large:250" });
    const sizes: number[] = [];
    const ids = new Set<string>();
    for await (const page of session.list({}, signal)) {
      sizes.push(page.length);
      for (const { id } of page) ids.add(id);
    }
    expect(sizes.slice(0, 2)).toEqual([100, 100]);
    expect(ids.size).toBe(sizes.reduce((sum, size) => sum + size, 0));
    expect(ids.size).toBeGreaterThanOrEqual(250);
    expect(count(mock, "GET", "/v1/apiClients")).toBe(sizes.length);
  });

  test("are not fetched before they are asked for", async () => {
    const { session, mock } = await scene({ seed: "large:250" });
    const pages = session.list({}, signal)[Symbol.asyncIterator]();
    await pages.next();
    expect(count(mock, "GET", "/v1/apiClients")).toBe(1);
  });

  test("that repeat end with an error instead of never", async () => {
    const server = await httpServer((_, response) =>
      json(response, { apiClients: [{ name: "apiClients/a" }], nextPageToken: "again" }),
    );
    const error = await failure(sessionAt(server.url, admin).all());
    expect(error.kind).toBe("protocol");
    expect(describeError(error)).toMatchInlineSnapshot(
      `"Confidence sent the same page twice, so the list can't be completed. Refresh; if it stays like this, please report it."`,
    );
    expect(server.received.length).toBeLessThanOrEqual(3);
  });

  test("stop when cancelled", async () => {
    const { session, mock } = await scene({ seed: "large:350" });
    const abort = new AbortController();
    const read = async (): Promise<void> => {
      for await (const page of session.list({}, abort.signal)) if (page.length > 0) abort.abort();
    };
    expect((await failure(read())).kind).toBe("cancelled");
    expect(count(mock, "GET", "/v1/apiClients")).toBeLessThanOrEqual(2);
  });
});

/** A server that answers every list with this body. */
const listing = (body: unknown) => httpServer((_, response) => json(response, body));

describe("an empty list", () => {
  test.each([[{}], [{ apiClients: [] }], [{ apiClients: null, nextPageToken: null }], [{ nextPageToken: "" }]])(
    "is %j",
    async body => {
      expect(await sessionAt((await listing(body)).url, admin).all()).toEqual([]);
    },
  );

  test.each([[{ message: "Welcome" }], [[]], [[{ name: "apiClients/a" }]], [{ data: [] }]])(
    "is not what a stranger answers: %j",
    async body => {
      expect((await failure(sessionAt((await listing(body)).url, admin).all())).kind).toBe("protocol");
    },
  );
});

describe("bad days", () => {
  test.each([
    ["html", { html: true, status: 200 }],
    ["empty503", { emptyBody: true }],
    ["truncatedJson", { truncatedJson: true }],
    ["throttled", { retryAfter: 60 }],
    ["dropped", { dropConnection: true }],
    ["forbidden", { status: 403 }],
  ] as const)("%s is one message with a next step", async (_, effect) => {
    const { all, mock } = await scene();
    mock.faults.add({ method: "GET", path: "/v1/apiClients", effect });
    const error = await failure(all());
    expect(`${error.kind}: ${describeError(error).replaceAll(/127\.0\.0\.1:\d+/gu, "HOST")}`).toMatchSnapshot();
  });

  test("a passing 503 is not noticed", async () => {
    const { all, mock } = await scene();
    mock.faults.add({ method: "GET", path: "/v1/apiClients", times: 2, effect: { emptyBody: true } });
    expect(await all()).toHaveLength(12);
  });
});

describe("a base URL with a path", () => {
  test("has everything below it, signing in included", async () => {
    const paths: string[] = [];
    const answer = ({ path }: Received): unknown =>
      path.includes("/oauth/token") ? { accessToken: "t-123456", expiresIn: "86400" } : { apiClients: [] };
    const server = await httpServer((request, response) => {
      paths.push(request.path.replace(/\?.*/u, ""));
      json(response, answer(request));
    });
    await sessionAt(`${server.url}/gateway/confidence`, demo).all();
    expect(paths).toEqual(["/gateway/confidence/v1/oauth/token", "/gateway/confidence/v1/apiClients"]);
  });
});
