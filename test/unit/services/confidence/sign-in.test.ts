import { describe, expect, test } from "vitest";
import { describeError } from "../../../../extension/core/errors.ts";
import { Action } from "../../../../extension/core/model.ts";
import { failure } from "../../core/failure.ts";
import { httpServer, json } from "../../core/local-server.ts";
import { admin, asClient, count, demo, reader, scene, sessionAt, signal, withToken } from "./scene.ts";

const DAY = 86_400_000;

describe.each(["both", "2023", "current"])("verify, on a server whose shape is %s", shape => {
  const options = { "confidence.shape": shape };

  test("names the API client that signs in; an administrator lacks nothing", async () => {
    const { session } = await scene({ options });
    const identity = await session.verify(signal);
    expect(identity).toMatchObject({ missing: [], ownClientId: "demo-confidence-client" });
    expect(identity.label).toBe("Keyporter demo (client ID demo-confidence-client)");
  });

  test("names the person behind a pasted token", async () => {
    const { session } = await scene({ options }, admin);
    const identity = await session.verify(signal);
    expect(identity.label).toBe("Ada Admin (admin@keyporter.example)");
    expect(identity.account).toMatch(/keyporter-demo$/u);
    expect(identity.missing).toEqual([]);
    expect(identity.ownClientId).toBeUndefined();
  });

  test("tells a reader which permissions are missing", async () => {
    const { session } = await scene({ options }, reader);
    const identity = await session.verify(signal);
    expect(identity.label).toBe("Rafael Reader (reader@keyporter.example)");
    expect(identity.missing).toEqual(["create:apiclients", "update:apiclients", "delete:apiclients"]);
  });
});

describe("a sign-in that is refused", () => {
  test("a wrong secret: what to check, and the secret nowhere", async () => {
    const { session, log } = await scene({}, asClient("demo-confidence-client", "wrong-secret-canary"));
    const error = await failure(session.verify(signal));
    expect(error.kind).toBe("unauthenticated");
    expect(describeError(error)).toMatchInlineSnapshot(
      `"Confidence does not accept the sign-in (401). It says: “The client ID or the client secret is wrong”. Check the client ID and the client secret."`,
    );
    expect(`${describeError(error)}${log.join("")}${String(error.cause)}`).not.toContain("wrong-secret-canary");
  });

  test("a server that answers a wrong secret with 400, as OAuth has it, is understood too", async () => {
    const server = await httpServer((_, response) =>
      json(response, { error: "invalid_grant", error_description: "Unknown client or wrong secret" }, 400),
    );
    const error = await failure(sessionAt(server.url).session.verify(signal));
    expect(error.kind).toBe("unauthenticated");
    expect(describeError(error)).toMatchInlineSnapshot(
      `"Confidence does not accept the sign-in (401). It says: “Unknown client or wrong secret”. Check the client ID and the client secret."`,
    );
  });

  test("a deleted API client: its token fails, and so does the next one", async () => {
    const { session, mock } = await scene();
    await session.verify(signal);
    const other = sessionAt(mock.url, admin);
    const [own] = (await other.all()).filter(({ clientId }) => clientId === "demo-confidence-client");
    await other.session.perform(Action.delete, own?.id, {}, signal);

    const error = await failure(session.verify(signal));
    expect(error.kind).toBe("unauthenticated");
    expect(describeError(error)).toMatchInlineSnapshot(
      `"Confidence does not accept the sign-in (401). It says: “The client ID or the client secret is wrong”. Check the client ID and the client secret."`,
    );
  });

  test("a pasted token that has run out: what to do about it", async () => {
    const { mock } = await scene();
    const { accessToken } = (await (
      await fetch(`${mock.url}/v1/oauth/token`, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({
          grantType: "client_credentials",
          clientId: "demo-confidence-client",
          clientSecret: "demo-confidence-secret",
        }),
      })
    ).json()) as { accessToken: string };
    const pasted = sessionAt(mock.url, withToken(accessToken));
    expect((await pasted.session.verify(signal)).missing).toEqual([]);
    mock.clock.advance(2 * DAY);

    const error = await failure(pasted.all());
    expect(error.kind).toBe("unauthenticated");
    expect(error.hint).toBe(
      "A pasted access token ends after a day at most: sign in again with a new one, or with a client ID and secret.",
    );
    expect(describeError(error)).not.toContain(accessToken);
  });

  test("403 on listing is a missing right, not a failed sign-in", async () => {
    const { session, mock } = await scene();
    mock.faults.add({ method: "GET", path: "/v1/apiClients", effect: { status: 403 } });
    expect(await session.verify(signal)).toMatchObject({ missing: ["list:apiclients"] });
  });
});

describe("the access token", () => {
  test("is fetched once for twenty calls at the same time", async () => {
    const { all, mock } = await scene();
    await Promise.all(Array.from({ length: 20 }, () => all()));
    expect(count(mock, "POST", "/v1/oauth/token")).toBe(1);
  });

  test("that has run out is replaced once for twenty calls at the same time", async () => {
    const { all, mock } = await scene();
    await all();
    mock.clock.advance(2 * DAY);
    mock.journal.clear();
    const lists = await Promise.all(Array.from({ length: 20 }, () => all()));
    expect(new Set(lists.map(list => list.length)).size).toBe(1);
    expect(count(mock, "POST", "/v1/oauth/token")).toBe(1);
  });

  test("that ends in the middle of a list is replaced once, and the list is whole", async () => {
    const { session, mock } = await scene({ seed: "large:350" });
    const seen: string[] = [];
    let pages = 0;
    for await (const page of session.list({}, signal)) {
      seen.push(...page.map(({ id }) => id));
      if (++pages === 2) mock.clock.advance(2 * DAY);
    }
    expect(new Set(seen).size).toBe(seen.length);
    expect(seen.length).toBeGreaterThanOrEqual(350);
    expect(count(mock, "POST", "/v1/oauth/token")).toBe(2);
  });

  test("one caller's cancel does not take it from the others", async () => {
    const { session, mock, all } = await scene();
    mock.faults.add({ path: "/v1/oauth/token", times: 1, effect: { latencyMs: 100 } });
    const abort = new AbortController();
    const cancelled = failure(session.verify(abort.signal));
    const other = all();
    abort.abort();
    expect((await cancelled).kind).toBe("cancelled");
    expect((await other).length).toBeGreaterThan(0);
    expect(count(mock, "POST", "/v1/oauth/token")).toBe(1);
  });

  test("is asked for again after a failure, which is not remembered", async () => {
    const { all, mock } = await scene();
    mock.faults.add({ path: "/v1/oauth/token", times: 1, effect: { status: 500 } });
    expect((await failure(all())).kind).toBe("unavailable");
    expect((await all()).length).toBeGreaterThan(0);
  });

  test("that is refused again and again ends after two attempts", async () => {
    const { all, mock } = await scene();
    mock.faults.add({ path: "/v1/apiClients", effect: { status: 401 } });
    const error = await failure(all());
    expect(error).toMatchObject({
      kind: "unauthenticated",
      hint: "Sign in again; the API client may have been deleted.",
    });
    expect(count(mock, "GET", "/v1/apiClients")).toBe(2);
    expect(count(mock, "POST", "/v1/oauth/token")).toBe(2);
  });

  test("is in no log line, and neither is the client secret", async () => {
    const { session, log } = await scene();
    await session.verify(signal);
    expect(log.length).toBeGreaterThan(2);
    expect(log.join("\n")).not.toMatch(/eyJ|demo-confidence-secret/u);
    expect(demo.secrets["clientSecret"]?.reveal()).toBe("demo-confidence-secret");
  });
});
