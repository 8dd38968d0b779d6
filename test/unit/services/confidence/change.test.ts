import { describe, expect, test } from "vitest";
import { describeError } from "../../../../extension/core/errors.ts";
import { Action, actionId, credentialId } from "../../../../extension/core/model.ts";
import { failure } from "../../core/failure.ts";
import { httpServer, json } from "../../core/local-server.ts";
import { admin, count, documented, scene, sessionAt, signal } from "./scene.ts";

const GRANT = actionId("grant");
const shapes = ["both", "2023", "current"];
const gone = credentialId("apiClients/nosuchclient00000000");

describe.each(shapes)("edit, on a server whose shape is %s", shape => {
  const options = { "confidence.shape": shape };

  test("sends only what changed", async () => {
    const { session, mock } = await scene({ options });
    const { values } = await session.form(Action.edit, documented, signal);
    const outcome = await session.perform(Action.edit, documented, { ...values, description: "New words" }, signal);
    expect(outcome.message).toBe("Saved “My API Client”.");
    expect(outcome.credential?.description).toBe("New words");
    expect(mock.journal.entries().filter(({ method }) => method === "PATCH")).toHaveLength(1);
  });

  test("sends nothing where nothing changed", async () => {
    const { session, mock } = await scene({ options });
    const { values } = await session.form(Action.edit, documented, signal);
    const outcome = await session.perform(Action.edit, documented, values, signal);
    expect(outcome.message).toBe("“My API Client” is as it was: nothing was changed.");
    expect(count(mock, "PATCH", "/v1/")).toBe(0);
  });

  test("leaves alone what somebody else changed after the form was opened", async () => {
    const { session, mock } = await scene({ options });
    const { values } = await session.form(Action.edit, documented, signal);

    const other = sessionAt(mock.url, admin).session;
    const theirs = await other.form(Action.edit, documented, signal);
    await other.perform(
      Action.edit,
      documented,
      { ...theirs.values, description: "Theirs", labels: [{ key: "by", value: "them" }] },
      signal,
    );

    await session.perform(Action.edit, documented, { ...values, displayName: "Mine" }, signal);
    const now = await session.get(documented, signal);
    expect(now).toMatchObject({ label: "Mine", description: "Theirs" });
    expect(now.details.find(({ id }) => id === "labels")?.value).toMatchObject({
      pairs: [{ key: "by", value: "them" }],
    });
  });

  test("after it has succeeded, a second one is measured against what is there then", async () => {
    const { session } = await scene({ options });
    const { values } = await session.form(Action.edit, documented, signal);
    await session.perform(Action.edit, documented, { ...values, displayName: "First" }, signal);
    await session.perform(Action.edit, documented, { ...values, displayName: "My API Client" }, signal);
    expect((await session.get(documented, signal)).label).toBe("My API Client");
  });

  test("of fields that were not given changes nothing about them", async () => {
    const { session } = await scene({ options });
    await session.perform(Action.edit, documented, { displayName: "Only this" }, signal);
    expect(await session.get(documented, signal)).toMatchObject({
      label: "Only this",
      description: "Client for setting up flags in GHE repos",
    });
  });

  test("clears what was emptied", async () => {
    const { session } = await scene({ options });
    const { values } = await session.form(Action.edit, documented, signal);
    await session.perform(Action.edit, documented, { ...values, description: "", labels: [] }, signal);
    expect((await session.get(documented, signal)).description).toBeUndefined();
  });
});

test("the update mask names exactly the changed fields", async () => {
  const client = {
    name: "apiClients/a",
    displayName: "A",
    description: "d",
    labels: { x: "1" },
    owner: "identities/u1",
  };
  const server = await httpServer((_, response) => json(response, client));
  const { session } = sessionAt(server.url, admin);
  const input = { displayName: "B", description: "d", labels: [{ key: "y", value: "2" }], owner: "identities/u1" };
  await session.perform(Action.edit, credentialId("apiClients/a"), input, signal);
  const patch = server.received.find(({ method }) => method === "PATCH");
  expect(patch?.path).toBe("/v1/apiClients/a?updateMask=displayName%2Clabels");
  expect(JSON.parse(patch?.body ?? "")).toEqual({ displayName: "B", labels: { y: "2" } });
});

describe.each(["404", "403"])("a client that somebody deleted meanwhile (%s)", missing => {
  const options = { "confidence.missing": missing };

  test.each([Action.edit, Action.reveal, GRANT])("can't be changed, and the message says why: %s", async action => {
    const { session } = await scene({ options });
    const error = await failure(session.perform(action, gone, { displayName: "X", roles: ["roles/reader"] }, signal));
    expect(error.kind).toBe(missing === "404" ? "not-found" : "forbidden");
    expect(error.hint).toBe(
      missing === "404"
        ? "It may have been deleted meanwhile; refresh the list."
        : "Your sign-in may lack the permission, or it was deleted meanwhile: Confidence does not always tell these apart. Refresh the list, or ask an administrator.",
    );
  });
});

describe("delete", () => {
  test("takes it away", async () => {
    const { session, all } = await scene();
    const outcome = await session.perform(Action.delete, documented, {}, signal);
    expect(outcome).toEqual({ message: "The API client was deleted." });
    expect((await all()).some(({ id }) => id === documented)).toBe(false);
  });

  test("of one that is gone is what was wanted", async () => {
    const { session } = await scene();
    const outcome = await session.perform(Action.delete, gone, {}, signal);
    expect(outcome).toEqual({ message: "Someone else had already deleted it." });
  });

  test.each([
    ["no content", 204, ""],
    ["nothing", 200, ""],
    ["an empty object", 200, "{}"],
  ])("may be answered with %s", async (_, status, body) => {
    const server = await httpServer((_, response) => response.writeHead(status).end(body));
    const { session } = sessionAt(server.url, admin);
    expect(await session.perform(Action.delete, documented, {}, signal)).toEqual({
      message: "The API client was deleted.",
    });
  });

  test("is not taken as done where a web page answers", async () => {
    const server = await httpServer((_, response) => response.writeHead(200).end("<html>Sign in</html>"));
    const { session } = sessionAt(server.url, admin);
    expect((await failure(session.perform(Action.delete, documented, {}, signal))).kind).toBe("protocol");
  });

  test("is not repeated by itself", async () => {
    const { session, mock } = await scene();
    mock.faults.add({ method: "DELETE", effect: { status: 503 } });
    await failure(session.perform(Action.delete, documented, {}, signal));
    expect(count(mock, "DELETE", "/v1/")).toBe(1);
  });
});

describe("what a deletion breaks", () => {
  test("is said before, by name and client ID", async () => {
    const { session, named } = await scene();
    const impact = await session.impact(Action.delete, await named("Checkout CI"), signal);
    expect(impact).toMatchObject({
      question: "Delete the API client “Checkout CI”?",
      effects: [
        "Everything that signs in with the client ID Vd0WqM7kHs2RzTjXb9LyPc4NgUe1FaK6 stops working.",
        "Confidence can't bring a deleted API client back.",
      ],
      confirmLabel: "Delete",
    });
  });

  test("includes this very connection where it signs in with it, also among others", async () => {
    const { session, all } = await scene();
    const impact = await session.impact(Action.delete, await all(), signal);
    expect(impact.question).toBe("Delete 12 API clients?");
    expect(impact.effects[1]).toMatch("⚠ This connection itself signs in with “Keyporter demo”");
  });

  test("with a person's token is no connection of its own", async () => {
    const { session, all } = await scene({}, admin);
    expect((await session.impact(Action.delete, await all(), signal)).effects.join()).not.toMatch("itself signs in");
  });
});

describe("reveal", () => {
  test.each(shapes)("gives the secret where the server still tells it: %s", async shape => {
    const { session } = await scene({ options: { "confidence.shape": shape } });
    const { issued } = await session.perform(Action.reveal, documented, {}, signal);
    expect(issued?.secret.reveal()).toBe("4wvbCSdF7wlTdn8HJEqSkcuSqyndjwcHzQ3KEwxRcqvkfLeEG4eFapHQUIrRuDxr");
    expect(String(issued?.secret)).toBe("[secret]");
  });

  test.each([undefined, null, ""])("says what to do where it does not: %s", async clientSecret => {
    const server = await httpServer((_, response) =>
      json(response, { name: "apiClients/a", displayName: "A", clientSecret }),
    );
    const error = await failure(sessionAt(server.url, admin).session.perform(Action.reveal, documented, {}, signal));
    expect(describeError(error)).toMatchInlineSnapshot(
      `"Confidence does not give out the client secret of “A” again. If nobody kept it, create a new API client and switch to that one."`,
    );
  });
});

describe("grant", () => {
  test("adds to the policy that is there, whatever else it names by now", async () => {
    const { session, mock } = await scene();
    await session.perform(GRANT, documented, { roles: ["roles/reader"] }, signal);
    const policy = `${mock.url}/v1/policies/keyporter-donlangsbyz6iiksdt4c`;
    const headers = { "authorization": "Bearer demo-confidence-token", "content-type": "application/json" };
    // Somebody put another identity in its place.
    await fetch(`${policy}?updateMask=identities`, {
      method: "PATCH",
      headers,
      body: JSON.stringify({ identities: ["identities/everyone"] }),
    });
    await session.perform(GRANT, documented, { roles: ["roles/flags-editor", "roles/reader"] }, signal);
    expect(await (await fetch(policy, { headers })).json()).toMatchObject({
      roles: ["roles/reader", "roles/flags-editor"],
      identities: ["identities/everyone", "identities/adonlangsbyz6iiksdt4c"],
    });
  });

  test("says so where the server names no identity", async () => {
    const { session } = await scene({ options: { "confidence.shape": "2023" } });
    const error = await failure(session.perform(GRANT, documented, { roles: ["roles/reader"] }, signal));
    expect(error.kind).toBe("invalid");
    expect(error.message).toMatch("The server does not name an identity");
  });
});

describe("an id from a server", () => {
  test.each(["apiClients/..", "apiClients/.", "apiClients/%2e%2e", "..", "apiClients/", ""])(
    "can't name another path: “%s”",
    async id => {
      const server = await httpServer((_, response) => json(response, {}));
      const { session } = sessionAt(server.url, admin);
      await session.perform(Action.delete, credentialId(id), {}, signal).catch(() => undefined);
      for (const { path } of server.received) expect(path).toMatch(/^\/v1\/apiClients\/[^/]+$/u);
    },
  );

  test.each([
    "apiClients/../policies/admins",
    "apiClients/a/b",
    "apiClients/a?x=1",
    "apiClients/a#b",
    "<img src=x>",
    "a\\b",
  ])("stays one part of its path: “%s”", async id => {
    const server = await httpServer((_, response) => json(response, {}));
    const { session } = sessionAt(server.url, admin);
    await session.perform(Action.delete, credentialId(id), {}, signal).catch(() => undefined);
    for (const { path } of server.received) expect(path).toMatch(/^\/v1\/apiClients\/[^/?#]+$/u);
  });

  test("with markup in it is a credential like any other, also for its policy", async () => {
    const name = "apiClients/<img src=x onerror=alert(1)>?#";
    const policies: Record<string, [unknown, number]> = {
      GET: [{ policies: [] }, 200],
      POST: [{ code: 6, message: "exists" }, 409],
      PATCH: [{ name: "policies/p" }, 200],
    };
    const client = { name, identity: "identities/a" };
    const server = await httpServer(({ method, path }, response) => {
      const [body, status] = path.startsWith("/v1/policies")
        ? (policies[method] ?? [{}, 405])
        : [path.includes("pageSize=") ? { apiClients: [client] } : client, 200];
      json(response, body, status);
    });
    const { session, all } = sessionAt(server.url, admin);
    expect((await all()).map(({ id }) => id)).toEqual([name]);
    await session.perform(GRANT, credentialId(name), { roles: ["roles/reader"] }, signal);
    const patch = server.received.find(({ method }) => method === "PATCH");
    expect(patch?.path).toBe(
      `/v1/policies/${encodeURIComponent("keyporter-<img src=x onerror=alert(1)>?#")}?updateMask=roles%2Cidentities`,
    );
  });
});

test("a label keeps its name, also one that JavaScript has a meaning for", async () => {
  const { session, create } = await scene();
  const labels = ["constructor", "__proto__", "toString", "team"].map(key => ({ key, value: `value of ${key}` }));
  const { credential } = await create({ displayName: "Oddly labelled", labels });
  const id = credential?.id ?? documented;
  const kept = (await session.get(id, signal)).details.find(detail => detail.id === "labels")?.value;
  expect(kept?.type === "pairs" ? kept.pairs : []).toEqual(expect.arrayContaining(labels));
  const form = await session.form(Action.edit, id, signal);
  await session.perform(Action.edit, id, { ...form.values, description: "edited" }, signal);
  expect((await session.get(id, signal)).details.find(detail => detail.id === "labels")?.value).toEqual(kept);
});
