import { describe, expect, test } from "vitest";
import { describeError } from "../../../../extension/core/errors.ts";
import { checkForm } from "../../../../extension/core/form.ts";
import { Action, credentialId } from "../../../../extension/core/model.ts";
import { secretComplaint } from "../../../../extension/core/secret-rules.ts";
import { EXTEND } from "../../../../extension/services/octane/actions.ts";
import { SECRET_RULES } from "../../../../extension/services/octane/secret-rules.ts";
import { failure } from "../../core/failure.ts";
import { asKey, member, scene, signal } from "./scene.ts";

const documented = credentialId("1003");
const documentedKey = asKey("myKey03_l2j4391xlw0k2ipwx5ejmdor8", "Demo1003-secret!");

describe("signing in", () => {
  test("as a user, and as a key", async () => {
    const { session, sessionAs } = await scene();
    expect(await session.verify(signal)).toMatchObject({ label: "admin@keyporter.example", missing: [] });
    const key = sessionAs(asKey("demo_l2j4391xlw0k2ipwx5ejmdor8", "Demo@83sd!f1042ds"));
    expect(await key.verify(signal)).toMatchObject({ ownClientId: "demo_l2j4391xlw0k2ipwx5ejmdor8", missing: [] });
  });

  test("with a wrong password says what to check, and the password nowhere", async () => {
    const { sessionAs, log } = await scene();
    const error = await failure(sessionAs(asKey("demo_x", "Canary-secret-1")).verify(signal));
    expect(error.kind).toBe("unauthenticated");
    expect(error.hint).toMatch(/revoked or has expired/);
    expect(JSON.stringify([error.message, error.hint, log])).not.toContain("Canary");
  });

  test("as somebody who is no admin: the missing right has a name", async () => {
    const { sessionAs } = await scene();
    expect((await sessionAs(member).verify(signal)).missing).toEqual(["shared space admin"]);
  });

  test("into a shared space that is not there says what to change", async () => {
    const { session, sessionAs, mock } = await scene();
    expect(await session.choices?.("sharedSpace", signal)).toContainEqual(expect.objectContaining({ value: "1001" }));
    const error = await failure(
      sessionAs(asKey("demo_l2j4391xlw0k2ipwx5ejmdor8", "Demo@83sd!f1042ds"), "9999").verify(signal),
    );
    expect(error.kind).toBe("not-found");
    expect(error.hint).toContain("no shared space of this id");
    expect(mock.url).toBeTruthy();
  });

  test("with Basic, where the server supports it", async () => {
    const { sessionAs } = await scene({ options: { "octane.basicAuth": "on" } });
    const basic = { ...member, method: "basic", values: { user: "admin@keyporter.example" } };
    expect((await sessionAs(basic).verify(signal)).missing).toEqual([]);
  });

  test("as a user on a server that allows keys only explains it", async () => {
    const { session } = await scene({ options: { "octane.apiKeysOnly": "on" } });
    expect((await failure(session.verify(signal))).hint).toMatch(/restricted to API access keys/);
  });

  test("happens once for many calls, and once more when the session has ended", async () => {
    const { session, mock } = await scene();
    const signIns = () => mock.journal.entries().filter(({ path }) => path === "/authentication/sign_in").length;
    await Promise.all(Array.from({ length: 10 }, () => session.get(documented, signal)));
    expect(signIns()).toBe(1);
    mock.clock.advance(25 * 3_600_000);
    await Promise.all(Array.from({ length: 10 }, () => session.get(documented, signal)));
    expect(signIns()).toBe(2);
  });
});

describe("the list", () => {
  test("has keys of every state", async () => {
    const { all } = await scene();
    const states = new Set((await all()).map(({ state }) => state));
    expect([...states].toSorted()).toEqual(["active", "expired", "revoked"]);
  });

  test("of thousands comes in pages, each key once", async () => {
    const { all, mock } = await scene({ seed: "large:2500" });
    const keys = await all();
    expect(keys.length).toBeGreaterThanOrEqual(2500);
    expect(new Set(keys.map(({ id }) => id)).size).toBe(keys.length);
    const pages = mock.journal.entries().filter(({ path }) => path.includes("/api_accesses"));
    expect(pages.length).toBeLessThanOrEqual(4);
  });

  test.each([
    `a "quoted" name`,
    "back\\slash",
    "{braces}",
    "it's",
    "100 % (sure)",
    "a;b||c",
    "emoji 🔑",
    "^caret^",
    "[x]?",
  ])("is searched for %s, and finds it", async name => {
    const { session, all } = await scene();
    await session.perform(Action.create, undefined, { name, secret: "" }, signal);
    expect((await all({ search: name })).map(({ label }) => label)).toContain(name);
  });
});

test("a listed key tells its roles by name and workspace, once the server has told them", async () => {
  const { all } = await scene();
  const [key] = (await all()).filter(({ id }) => id === documented);
  await expect
    .poll(() => key?.details.filter(({ id }) => id.startsWith("roles:")).map(({ label }) => label))
    .toEqual(expect.arrayContaining([expect.stringMatching(/^Roles in the workspace \S/)]));
});

describe("creating", () => {
  test("gives a secret within the rules, which signs in", async () => {
    const { session, sessionAs } = await scene();
    const input = { name: "deploy", secret: "", expiration: "2099-01-31T00:00:00Z", roles: ["1028", "1009"] };
    const { credential, issued } = await session.perform(Action.create, undefined, input, signal);
    expect(credential).toMatchObject({ label: "deploy", state: "active", expiresAt: new Date("2099-01-31T00:00:00Z") });
    const secret = issued?.secret.reveal() ?? "";
    expect(secretComplaint(secret, SECRET_RULES)).toBeUndefined();
    const identity = await sessionAs(asKey(credential?.clientId ?? "", secret)).verify(signal);
    expect(identity.missing).toEqual([]);
  });

  test("refuses a weak secret at its field, before anything is sent", async () => {
    const { session, mock } = await scene();
    const error = await failure(session.perform(Action.create, undefined, { name: "x", secret: "short" }, signal));
    expect(error).toMatchObject({ kind: "invalid", field: "secret" });
    expect(mock.journal.entries().some(({ method, path }) => method === "POST" && path.includes("api_accesses"))).toBe(
      false,
    );
  });

  test("with a lost answer finds the key, also beside others of its name", async () => {
    const { session, sessionAs, all, mock } = await scene();
    mock.faults.add({ method: "POST", path: "/api/", times: 1, effect: { lostAnswer: true } });
    const { credential, issued } = await session.perform(
      Action.create,
      undefined,
      { name: "myKey03", secret: "" },
      signal,
    );
    expect((await all()).filter(({ label }) => label === "myKey03")).toHaveLength(2);
    await sessionAs(asKey(credential?.clientId ?? "", issued?.secret.reveal() ?? "")).choices?.("sharedSpace", signal);
  });
});

describe("a create whose answer is lost", () => {
  test("says that nobody could prove the secret where nobody could be asked, and hands it over all the same", async () => {
    const { session, mock } = await scene();
    mock.faults.add({ method: "POST", path: "/api/", times: 1, effect: { lostAnswer: true } });
    // This session is signed in already.
    await session.get(documented, signal);
    mock.faults.add({ path: "/authentication/sign_in", effect: { status: 503 } });
    const outcome = await session.perform(Action.create, undefined, { name: "deploy", secret: "" }, signal);
    expect(outcome).toMatchObject({ unproved: true, credential: { label: "deploy" } });
    expect(outcome.message).toContain("nobody could prove that this secret is its own");
    expect(outcome.issued?.secret.reveal()).toHaveLength(SECRET_RULES.longest);
  });

  test("is as sure as any other where signing in proves it, also after the person's cancel", async () => {
    const { session, mock } = await scene();
    await session.get(documented, signal);
    mock.faults.add({ method: "POST", path: "/api/", times: 1, effect: { lostAnswer: true } });
    const cancel = new AbortController();
    const creating = session.perform(Action.create, undefined, { name: "deploy", secret: "" }, cancel.signal);
    const isSent = () =>
      mock.journal.entries().some(({ method, path }) => method === "POST" && path.includes("api_accesses"));
    await expect.poll(isSent).toBe(true);
    cancel.abort();
    const outcome = await creating;
    expect(outcome.unproved).toBeUndefined();
    expect(outcome.message).toBe("Created the API access key “deploy”.");
  });
});

describe("the forms", () => {
  test("ask for a secret within the server's rules only where one is made, and for the expiration everywhere", async () => {
    const { session } = await scene();
    const fields = async (...which: Parameters<typeof session.form>) => {
      const form = await session.form(...which);
      return Object.fromEntries(form.fields.map(field => [field.key, field]));
    };
    const create = await fields(Action.create, undefined, signal);
    expect(create["secret"]).toMatchObject({ type: "secret", required: true, generate: true, rules: SECRET_RULES });
    expect(create["expiration"]).toMatchObject({
      type: "expiry",
      presets: [{ days: 30 }, { days: 90 }, { days: 180 }, { days: 365 }],
    });
    expect(Object.keys(await fields(Action.edit, documented, signal))).toEqual(["name", "expiration", "roles"]);
    expect(Object.keys(await fields(EXTEND, documented, signal))).toEqual(["expiration"]);
  });

  test("a form as it begins can be sent as it is, once it has what only the person knows", async () => {
    const { session } = await scene();
    const create = await session.form(Action.create, undefined, signal);
    expect(Object.keys(checkForm(create.fields, create.values))).toEqual(["name", "secret"]);
    const edit = await session.form(Action.edit, documented, signal);
    expect(checkForm(edit.fields, edit.values)).toEqual({});
  });
});

describe("changing", () => {
  test("sends only what changed, and the rest stays as others made it", async () => {
    const { session } = await scene();
    const form = await session.form(Action.edit, documented, signal);
    await session.perform(EXTEND, documented, { expiration: "2098-05-05T00:00:00Z" }, signal);
    const values = { ...form.values, name: "renamed" };
    const { credential } = await session.perform(Action.edit, documented, values, signal);
    expect(credential).toMatchObject({ label: "renamed", expiresAt: new Date("2098-05-05T00:00:00Z") });
  });

  test("an expiration at an odd time of day stays to the second where it is not touched", async () => {
    const { session, mock } = await scene();
    const odd = { expiration: "2098-05-05T13:37:42Z" };
    await session.perform(EXTEND, documented, odd, signal);
    const form = await session.form(EXTEND, documented, signal);
    expect(form.values).toEqual(odd);
    const puts = () => mock.journal.entries().filter(({ method }) => method === "PUT").length;
    const before = puts();
    const { credential } = await session.perform(EXTEND, documented, form.values, signal);
    expect([credential?.expiresAt, puts()]).toEqual([new Date(odd.expiration), before]);
  });

  test("can be taken back, also where another form was opened and left before", async () => {
    const { session } = await scene();
    const before = await session.get(documented, signal);
    await session.form(Action.edit, documented, signal);
    await session.form(EXTEND, documented, signal);
    const { undo } = await session.perform(EXTEND, documented, { expiration: "2098-05-05" }, signal);
    if (undo === undefined) throw new Error("nothing to take back");
    const { credential } = await session.perform(undo.action, undo.id, undo.input, signal);
    expect(credential?.expiresAt).toEqual(before.expiresAt);
  });

  test("regenerates with an outcome that nobody can tell: the secret is handed over all the same", async () => {
    const { session, mock } = await scene();
    await session.get(documented, signal);
    mock.faults.add({ method: "PUT", path: "/api/", times: 1, effect: { lostAnswer: true } });
    mock.faults.add({ path: "/authentication/sign_in", effect: { status: 503 } });
    const { issued, message } = await session.perform(Action.regenerate, documented, {}, signal);
    expect(message).toMatch(/not known whether the new secret/);
    expect(issued?.secret.reveal()).toHaveLength(SECRET_RULES.longest);
  });

  test("an expiration can be taken away", async () => {
    const { session } = await scene();
    await session.perform(EXTEND, documented, { expiration: "2098-05-05T00:00:00Z" }, signal);
    await session.form(EXTEND, documented, signal);
    const { credential } = await session.perform(EXTEND, documented, { expiration: "" }, signal);
    expect(credential?.expiresAt).toBeUndefined();
  });

  test.each([
    ["an edit", Action.edit, { name: "renamed" }],
    ["a revocation", Action.revoke, {}],
  ] as const)(
    "%s that was done and can't be looked at afterwards says that it was done",
    async (_, action, changed) => {
      const { session, mock } = await scene();
      const { values } = await session.form(Action.edit, documented, signal);
      mock.faults.add({ method: "GET", path: "/api/*", effect: { retryAfter: 120 } });
      const error = await failure(session.perform(action, documented, { ...values, ...changed }, signal));
      expect(describeError(error)).toMatch(/^The change was made, but .+ Refresh the connection/u);
      expect(error).toMatchObject({ kind: "throttled", outcomeUnknown: true });
      mock.faults.clear();
      expect(await session.get(documented, signal)).toMatchObject(
        action === Action.revoke ? { state: "revoked" } : { label: "renamed" },
      );
    },
  );

  test("one that was stopped while it is looked at afterwards is not told as one that was not made", async () => {
    const { session, mock } = await scene();
    const form = await session.form(Action.edit, documented, signal);
    mock.faults.add({ method: "GET", path: "/api/*", effect: { latencyMs: 20_000 } });
    const stop = new AbortController();
    const edited = failure(session.perform(Action.edit, documented, { ...form.values, name: "renamed" }, stop.signal));
    await expect.poll(() => mock.journal.entries().some(({ method }) => method === "PUT")).toBe(true);
    stop.abort();
    expect(describeError(await edited)).toMatch(/^The change was made/u);
  });

  test("revokes, and the key no longer signs in", async () => {
    const { session, sessionAs } = await scene();
    await session.perform(Action.revoke, documented, {}, signal);
    expect((await session.get(documented, signal)).state).toBe("revoked");
    expect((await failure(sessionAs(documentedKey).verify(signal))).kind).toBe("unauthenticated");
  });

  test("regenerates: same client ID, the new secret counts, the old one not", async () => {
    const { session, sessionAs } = await scene();
    const { issued } = await session.perform(Action.regenerate, documented, {}, signal);
    const fresh = asKey("myKey03_l2j4391xlw0k2ipwx5ejmdor8", issued?.secret.reveal() ?? "");
    await sessionAs(fresh).choices?.("sharedSpace", signal);
    expect((await failure(sessionAs(documentedKey).verify(signal))).kind).toBe("unauthenticated");
  });

  test.each([{ lostAnswer: true }, { truncatedJson: true }] as const)(
    "regenerates with %o: signing in proves that it happened",
    async effect => {
      const { session, mock } = await scene();
      mock.faults.add({ method: "PUT", path: "/api/", times: 1, effect });
      const { issued } = await session.perform(Action.regenerate, documented, {}, signal);
      expect(issued?.secret.reveal()).toHaveLength(SECRET_RULES.longest);
    },
  );

  test("one refusal alone does not make a new secret a wrong one", async () => {
    const { session, sessionAs, mock } = await scene();
    await session.get(documented, signal);
    mock.faults.add({ method: "PUT", path: "/api/", times: 1, effect: { lostAnswer: true } });
    mock.faults.add({ path: "/authentication/sign_in", times: 1, effect: { status: 401 } });
    const { issued } = await session.perform(Action.regenerate, documented, {}, signal);
    const fresh = asKey("myKey03_l2j4391xlw0k2ipwx5ejmdor8", issued?.secret.reveal() ?? "");
    expect(await sessionAs(fresh).choices?.("sharedSpace", signal)).not.toEqual([]);
  });

  test("regenerating what this connection signs in with hands over the new sign-in", async () => {
    const { sessionAs } = await scene();
    const own = asKey("demo_l2j4391xlw0k2ipwx5ejmdor8", "Demo@83sd!f1042ds");
    const session = sessionAs(own);
    const keys = [];
    for await (const page of session.list({}, signal)) keys.push(...page);
    const mine = keys.find(({ clientId }) => clientId === own.values["clientId"]);
    expect((await session.impact(Action.regenerate, mine ? [mine] : [], signal)).effects.join()).toMatch(
      "itself signs in",
    );
    const { newSignIn } = await session.perform(Action.regenerate, mine?.id, {}, signal);
    expect(newSignIn?.secrets["clientSecret"]?.reveal()).toHaveLength(SECRET_RULES.longest);
    if (newSignIn !== undefined) expect((await sessionAs(newSignIn).verify(signal)).missing).toEqual([]);
  });
});

test("an id that could name another path is refused unsent", async () => {
  const { session, mock } = await scene();
  const error = await failure(session.perform(Action.revoke, credentialId("../users/1"), {}, signal));
  expect(error.kind).toBe("protocol");
  expect(mock.journal.entries().some(({ method }) => method === "PUT")).toBe(false);
});

test("a wrong query says where it is wrong", async () => {
  const { all } = await scene();
  const error = await failure(all({ raw: "name EQ ^x^;;id EQ 1" }));
  expect(error.kind).toBe("invalid");
  expect(error.position).toBe(12);
});
