import { describe, expect, test } from "vitest";
import { describeError } from "../../../../extension/core/errors.ts";
import { Action } from "../../../../extension/core/model.ts";
import type { Incomplete, Session } from "../../../../extension/services/service.ts";
import { failure } from "../../core/failure.ts";
import { httpServer, json, type Received } from "../../core/local-server.ts";
import { admin, asClient, count, demo, documented, scene, sessionAt, signal } from "./scene.ts";

const ROLE = "roles/flags-editor";
const HOUR = 3_600_000;

const again = (session: Session, { retry }: Incomplete) => session.perform(retry.action, retry.id, retry.input, signal);

describe.each(["object", "array"])("create, with labels as %s", labels => {
  test.each(["both", "2023", "current"])("gives everything that was filled in, and its secret: %s", async shape => {
    const { create, session, mock } = await scene({
      options: { "confidence.shape": shape, "confidence.labels": labels },
    });
    const outcome = await create({
      displayName: "  Nightly sync ",
      description: "Runs at two.",
      labels: [
        { key: "team", value: "data" },
        { key: "", value: "" },
      ],
    });
    expect(outcome.message).toBe("Created the API client “Nightly sync”.");
    expect(outcome.incomplete).toBeUndefined();
    const { credential, issued } = outcome;
    expect(credential?.label).toBe("Nightly sync");
    expect(credential?.details.find(({ id }) => id === "labels")?.value).toEqual({
      type: "pairs",
      pairs: [{ key: "team", value: "data" }],
    });
    expect(issued?.credential).toEqual(credential);
    expect(JSON.stringify(credential)).not.toContain(issued?.secret.reveal());

    // The secret is right: the new client can sign in with it.
    const theirs = sessionAt(mock.url, asClient(credential?.clientId ?? "", issued?.secret.reveal() ?? ""));
    expect((await theirs.session.verify(signal)).ownClientId).toBe(credential?.clientId);
    expect((await session.get(credential?.id ?? documented, signal)).label).toBe("Nightly sync");
  });
});

describe("roles in a create", () => {
  test.each(["both", "2023"])("are there where the server echoes them: %s", async shape => {
    const { create } = await scene({ options: { "confidence.shape": shape } });
    const { credential, incomplete } = await create({ displayName: "With a role", roles: [ROLE] });
    expect(incomplete).toBeUndefined();
    expect(credential?.details.find(({ id }) => id === "roles")?.value).toMatchObject({ items: [{ id: ROLE }] });
  });

  test("are left to do where it does not; trying again makes a policy and no second client", async () => {
    const { create, session, named, mock } = await scene({ options: { "confidence.shape": "current" } });
    const outcome = await create({ displayName: "Newer", roles: [ROLE] });
    expect(outcome.issued).toBeDefined();
    expect(outcome.incomplete?.message).toBe(
      "The API client “Newer” was created, but its roles were not granted: this server grants access through policies. The API client itself is finished and will not be created again.",
    );
    if (outcome.incomplete === undefined) return;

    const granted = await again(session, outcome.incomplete);
    expect(granted.message).toMatch(/^“Newer” has its roles through the policy policies\/keyporter-/u);
    await again(session, outcome.incomplete);
    expect(await named("Newer")).toHaveLength(1);
    expect(count(mock, "POST", "/v1/apiClients")).toBe(1);

    const { details } = await session.get(outcome.incomplete.retry.id, signal);
    expect(details.find(({ id }) => id === "policies")?.value).toMatchObject({
      items: [{ label: "Newer: Flags editor" }],
    });
  });

  test("whose policy fails can be tried again later; the client stays one", async () => {
    const { create, session, named, mock } = await scene({ options: { "confidence.shape": "current" } });
    const { incomplete } = await create({ displayName: "Newer", roles: [ROLE] });
    if (incomplete === undefined) throw new Error("nothing is left to do");
    mock.faults.add({ method: "POST", path: "/v1/policies", times: 1, effect: { status: 503 } });
    expect((await failure(again(session, incomplete))).kind).toBe("unavailable");
    mock.faults.add({ method: "POST", path: "/v1/policies", times: 1, effect: { lostAnswer: true } });
    expect((await failure(again(session, incomplete))).outcomeUnknown).toBe(true);
    expect((await again(session, incomplete)).message).toMatch("has its roles through the policy");
    expect(await named("Newer")).toHaveLength(1);
  });

  /** A server of its own kind: says how a create is answered, and remembers what it made. */
  async function peculiar(answer: (body: Record<string, unknown>) => { status: number; body: unknown }) {
    const server = await httpServer(({ method, path, body }: Received, response) => {
      if (method === "GET") {
        json(response, path.startsWith("/v1/apiClients?") ? { apiClients: [] } : { name: "apiClients/new" });
        return;
      }
      const { status, body: said } = answer(JSON.parse(body) as Record<string, unknown>);
      json(response, said, status);
    });
    return { ...sessionAt(server.url, admin), server };
  }

  const made = {
    name: "apiClients/new",
    displayName: "New",
    clientId: "id",
    clientSecret: "s3cret-s3cret",
    identity: "identities/anew",
  };

  test.each([
    ["in Google's words", { message: 'Invalid JSON payload received. Unknown name "roles": Cannot find field.' }],
    [
      "with the field in the details",
      { message: "roles: There is no such field.", details: [{ fieldViolations: [{ field: "roles" }] }] },
    ],
    ["about permissions", { message: "Unrecognized field: permissions" }],
  ])("that the server refuses to know are left out and then left to do: %s", async (_, complaint) => {
    const { create, server } = await peculiar(body =>
      "roles" in body || "permissions" in body
        ? { status: 400, body: { code: 3, ...complaint } }
        : { status: 200, body: made },
    );
    const outcome = await create({ displayName: "New", roles: [ROLE] });
    expect(outcome.issued?.secret.reveal()).toBe("s3cret-s3cret");
    expect(outcome.incomplete?.retry.input).toEqual({ roles: [ROLE] });
    expect(server.received.filter(({ method }) => method === "POST")).toHaveLength(2);
  });

  test("that do not exist are the person's to correct: nothing is created without them", async () => {
    const { create, named } = await scene();
    const error = await failure(create({ displayName: "Wrong", roles: ["roles/nonesuch"] }));
    expect(error).toMatchObject({ kind: "invalid", field: "roles" });
    expect(await named("Wrong")).toEqual([]);
  });

  test("that come back empty were not granted", async () => {
    const { create } = await peculiar(() => ({ status: 200, body: { ...made, roles: [], permissions: [] } }));
    const outcome = await create({ displayName: "New", roles: [ROLE] });
    expect(outcome.incomplete?.retry.input).toEqual({ roles: [ROLE] });
  });

  test("and permissions: what can't be granted through a policy is said", async () => {
    const { create } = await peculiar(() => ({ status: 200, body: made }));
    const both = await create({ displayName: "New", roles: [ROLE], permissions: ["read:flags"] });
    expect(both.incomplete?.message).toMatch("Single permissions can't be granted there");
    const only = await create({ displayName: "New", permissions: ["read:flags"] });
    expect(only.incomplete?.message).toMatch("but not given the permissions read:flags");
    expect(only.incomplete?.retry.input).toEqual({});
  });
});

describe("what the server refuses", () => {
  test("is said at its field", async () => {
    const { create } = await scene();
    const error = await failure(create({ displayName: "X", owner: "nobody at all" }));
    expect(error).toMatchObject({ kind: "invalid", field: "owner" });
  });

  test("for want of a right creates nothing", async () => {
    const { session, mock } = await scene({}, { ...demo, ...{ method: "token" } });
    mock.faults.add({ method: "POST", path: "/v1/apiClients", effect: { status: 403 } });
    const error = await failure(session.perform(Action.create, undefined, { displayName: "X" }, signal));
    expect(error.kind).toBe("forbidden");
  });
});

describe("a create whose answer is lost", () => {
  test.each([
    ["cut", { lostAnswer: true }],
    ["half", { truncatedJson: true }],
  ] as const)("(%s) finds what was created, and its secret; nothing is created twice", async (_, effect) => {
    const { create, named, mock } = await scene();
    mock.faults.add({ method: "POST", path: "/v1/apiClients", times: 1, effect });
    const outcome = await create({ displayName: 'The “lost” one: (a*) "b"' });
    expect(outcome.issued?.secret.reveal()).toMatch(/^\w{64}$/u);
    const [only, ...others] = await named('The “lost” one: (a*) "b"');
    expect(only?.id).toBe(outcome.credential?.id);
    expect(others).toEqual([]);
  });

  test("finds the new one among older ones of the same name", async () => {
    const { create, mock } = await scene();
    mock.clock.advance(-HOUR);
    const older = await create({ displayName: "Twin" });
    mock.clock.reset();
    mock.faults.add({ method: "POST", path: "/v1/apiClients", times: 1, effect: { lostAnswer: true } });
    const newer = await create({ displayName: "Twin" });
    expect(newer.credential?.id).not.toBe(older.credential?.id);
    expect(newer.issued).toBeDefined();
  });

  test.each([-HOUR, HOUR])("also where the server's clock differs by %i ms and it was never asked before", async ms => {
    const { create, mock } = await scene();
    mock.clock.advance(ms);
    mock.faults.add({ method: "POST", path: "/v1/apiClients", times: 1, effect: { lostAnswer: true } });
    expect((await create({ displayName: "Time traveller" })).issued).toBeDefined();
  });

  test("also where the server refuses filters", async () => {
    let created: unknown;
    const server = await httpServer(({ method, path }, response) => {
      if (method === "POST") {
        created = {
          name: "apiClients/n",
          displayName: "N",
          clientSecret: "s3cret",
          createTime: new Date().toISOString(),
        };
        response.destroy();
      } else if (path.includes("filter=")) json(response, { code: 3, message: 'Unknown name "filter"' }, 400);
      else json(response, { apiClients: created === undefined ? [] : [created] });
    });
    const outcome = await sessionAt(server.url, admin).create({ displayName: "N" });
    expect(outcome.issued?.secret.reveal()).toBe("s3cret");
  });

  test("also on the second attempt without roles", async () => {
    let created: unknown;
    let posts = 0;
    const server = await httpServer(({ method }, response) => {
      if (method === "GET") json(response, { apiClients: created === undefined ? [] : [created] });
      else if (++posts === 1) json(response, { code: 3, message: 'Unknown name "roles"' }, 400);
      else {
        created = {
          name: "apiClients/n",
          displayName: "N",
          clientSecret: "s3cret",
          createTime: new Date().toISOString(),
        };
        response.destroy();
      }
    });
    const outcome = await sessionAt(server.url, admin).create({ displayName: "N", roles: [ROLE] });
    expect(outcome.issued?.secret.reveal()).toBe("s3cret");
    expect(outcome.incomplete).toBeDefined();
    expect(posts).toBe(2);
  });

  test("says that it is not there so far where the connection broke: the work may come yet", async () => {
    const { create, named, mock } = await scene();
    mock.faults.add({ method: "POST", path: "/v1/apiClients", times: 1, effect: { dropConnection: true } });
    const error = await failure(create({ displayName: "Never made" }));
    expect(error).toMatchObject({ kind: "unavailable", outcomeUnknown: true });
    expect(describeError(error).replaceAll(/127\.0\.0\.1:\d+/gu, "HOST")).toMatchInlineSnapshot(
      `"The API client “Never made” is not there so far: HOST broke off the connection. Refresh the list before you try again. What you typed is kept."`,
    );
    expect(await named("Never made")).toEqual([]);
  });

  test("says that it does not know where the server can't be asked either", async () => {
    const { create, mock } = await scene();
    mock.faults.add({ path: "/v1/apiClients", effect: { dropConnection: true } });
    const error = await failure(create({ displayName: "Who knows" }));
    expect(error.outcomeUnknown).toBe(true);
    expect(describeError(error)).toMatchInlineSnapshot(
      `"No answer came, so it is not known whether the API client “Who knows” was created. Refresh the list before you try again. What you typed is kept."`,
    );
  });

  test("says so where two could be the one", async () => {
    const { create, mock } = await scene();
    await create({ displayName: "Twin" });
    mock.faults.add({ method: "POST", path: "/v1/apiClients", times: 1, effect: { lostAnswer: true } });
    const error = await failure(create({ displayName: "Twin" }));
    expect(error.outcomeUnknown).toBe(true);
    expect(describeError(error)).toMatchInlineSnapshot(
      `"No answer came, and there are 2 new API clients named “Twin”. Refresh the list and look which one is yours."`,
    );
  });

  test("also after the person's cancel", async () => {
    const { session, mock } = await scene();
    mock.faults.add({ method: "POST", path: "/v1/apiClients", times: 1, effect: { latencyMs: 200, lostAnswer: true } });
    const abort = new AbortController();
    const creating = session.perform(Action.create, undefined, { displayName: "Too late" }, abort.signal);
    setTimeout(() => abort.abort(), 100);
    const error = await failure(creating);
    expect(error).toMatchObject({ kind: "cancelled", outcomeUnknown: true });
    expect(error.message).toBe("The API client “Too late” is not there so far: Cancelled.");
  });
});
