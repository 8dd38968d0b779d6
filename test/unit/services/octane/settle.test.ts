import { afterEach, describe, expect, test, vi } from "vitest";
import { Action, credentialId } from "../../../../extension/core/model.ts";
import { Secret } from "../../../../extension/core/secret.ts";
import { EXTEND } from "../../../../extension/services/octane/actions.ts";
import type { Intent, Session } from "../../../../extension/services/service.ts";
import { asKey, scene, signal } from "./scene.ts";

const documented = credentialId("1003");
const CLIENT_ID = "myKey03_l2j4391xlw0k2ipwx5ejmdor8";

afterEach(() => void vi.restoreAllMocks());

/** So much later that a server has done what it was asked for, or never will. */
const later = (): void => void vi.spyOn(Date, "now").mockReturnValue(Date.now() + 180_000);

/** What would be in the vault of a window that was killed when it was about to send. */
async function announced(session: Session, action: typeof Action.create, id?: typeof documented): Promise<Intent> {
  const intents: Intent[] = [];
  const input = id === undefined ? { name: "deploy", secret: "" } : {};
  const killed = session.perform(action, id, input, signal, async intent => {
    intents.push(intent);
    throw new Error("killed");
  });
  await killed.catch(() => undefined);
  const [intent] = intents;
  if (intent === undefined) throw new Error("nothing was announced");
  return intent;
}

const settle = (session: Session, intent: Intent) => session.settle?.(intent, signal) ?? Promise.reject(new Error());

test("nothing is sent before the vault has taken the intent", async () => {
  const { session, mock } = await scene();
  await announced(session, Action.create);
  await announced(session, Action.regenerate, documented);
  const writes = mock.journal.entries().filter(({ method, path }) => method !== "GET" && path.includes("api_accesses"));
  expect(writes).toEqual([]);
});

describe("a create", () => {
  test("that was done is found among others of its name, by its secret", async () => {
    const { session } = await scene();
    const intent = await announced(session, Action.create);
    await session.perform(Action.create, undefined, { name: "deploy", secret: "Somebody-else5!" }, signal);
    await session.perform(Action.create, undefined, { name: "deploy", secret: intent.secret?.reveal() ?? "" }, signal);
    const settled = await settle(session, intent);
    expect(settled).toMatchObject({ type: "issued", message: "“deploy” was created; its secret is here." });
  });

  test("that was not done is proved only when no server can still be at it", async () => {
    const { session } = await scene();
    const intent = await announced(session, Action.create);
    expect(await settle(session, intent)).toMatchObject({ type: "unknown" });
    later();
    expect(await settle(session, intent)).toEqual({
      type: "not-done",
      message: "“deploy” was not created; nothing to keep.",
    });
  });

  test("that was done is found although somebody has renamed the key since", async () => {
    const { session } = await scene();
    const intent = await announced(session, Action.create);
    const input = { name: "deploy", secret: intent.secret?.reveal() ?? "" };
    const { credential } = await session.perform(Action.create, undefined, input, signal);
    if (credential === undefined) throw new Error("nothing was created");
    await session.perform(Action.edit, credential.id, { name: "deploys to production" }, signal);
    later();
    const settled = await settle(session, intent);
    expect(settled).toMatchObject({ type: "issued", issued: { credential: { label: "deploys to production" } } });
  });

  test("of somebody else with the same name is not taken for it", async () => {
    const { session } = await scene();
    const intent = await announced(session, Action.create);
    await session.perform(Action.create, undefined, { name: "deploy", secret: "Somebody-else5!" }, signal);
    later();
    expect((await settle(session, intent)).type).toBe("not-done");
  });

  test("whose secret was not to be kept says what to do", async () => {
    const { session } = await scene();
    const { action, label, facts } = await announced(session, Action.create);
    const intent: Intent = { action, label, facts };
    await session.perform(Action.create, undefined, { name: "deploy", secret: "" }, signal);
    const settled = await settle(session, intent);
    expect(settled.type).toBe("secret-lost");
    expect(settled.message).toContain("regenerate it");
  });

  test("is looked for in the shared space that it was meant for", async () => {
    const { session, sessionAs } = await scene();
    const intent = await announced(session, Action.create);
    await session.perform(Action.create, undefined, { name: "deploy", secret: intent.secret?.reveal() ?? "" }, signal);
    expect(
      (await settle(sessionAs(asKey("demo_l2j4391xlw0k2ipwx5ejmdor8", "Demo@83sd!f1042ds"), "9"), intent)).type,
    ).toBe("issued");
  });
});

describe("a regenerate", () => {
  const done = async (session: Session, intent: Intent, url: string): Promise<void> => {
    const signIn = await fetch(`${url}/authentication/sign_in`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ user: "admin@keyporter.example", password: "Demo-passw0rd" }),
    });
    const cookie = signIn.headers
      .getSetCookie()
      .map(line => line.split(";")[0])
      .join("; ");
    await fetch(`${url}/api/shared_spaces/1001/api_accesses/${intent.id}`, {
      method: "PUT",
      headers: { cookie, "content-type": "application/json", "alm-octane-tech-preview": "true" },
      body: JSON.stringify({ is_valid: true, client_secret: intent.secret?.reveal() }),
    });
  };

  test("that was done is proved by signing in", async () => {
    const { session, mock } = await scene();
    const intent = await announced(session, Action.regenerate, documented);
    await done(session, intent, mock.url);
    expect(await settle(session, intent)).toMatchObject({ type: "issued", issued: { credential: { id: documented } } });
  });

  test("of what this connection signs in with hands over the new sign-in", async () => {
    const { session, sessionAs, mock } = await scene();
    const intent = await announced(session, Action.regenerate, documented);
    await done(session, intent, mock.url);
    await session.perform(Action.edit, documented, { roles: ["1009"] }, signal);
    const settled = await settle(sessionAs(asKey(CLIENT_ID, "Demo1003-secret!")), intent);
    expect(settled).toMatchObject({ type: "issued", newSignIn: { values: { clientId: CLIENT_ID } } });
  });

  test("that was not done is proved only when no server can still be at it", async () => {
    const { session } = await scene();
    const intent = await announced(session, Action.regenerate, documented);
    expect((await settle(session, intent)).type).toBe("unknown");
    later();
    expect((await settle(session, intent)).type).toBe("not-done");
  });

  test("of a key that was revoked since leaves nothing to keep", async () => {
    const { session } = await scene();
    const intent = await announced(session, Action.regenerate, documented);
    await session.perform(Action.revoke, documented, {}, signal);
    later();
    const settled = await settle(session, intent);
    expect(settled.type).toBe("not-done");
    expect(settled.message).toContain("is revoked");
  });

  test("of a key that has expired can't be proved, so the secret is handed over", async () => {
    const { session } = await scene();
    const intent = await announced(session, Action.regenerate, documented);
    await session.perform(EXTEND, documented, { expiration: "2001-01-01T00:00:00Z" }, signal);
    later();
    expect(await settle(session, intent)).toMatchObject({ type: "issued", unproved: true });
  });

  test("is not known while nobody can be asked", async () => {
    const { session, mock } = await scene();
    const intent = await announced(session, Action.regenerate, documented);
    mock.faults.add({ path: "/authentication/sign_in", effect: { status: 503 } });
    later();
    expect(await settle(session, intent)).toMatchObject({ type: "unknown" });
  });
});

test("is given up as soon as the person cancels, also while a secret is tried", async () => {
  const { session, mock } = await scene();
  const intent = await announced(session, Action.regenerate, documented);
  mock.faults.add({ path: "/authentication/sign_in", effect: { latencyMs: 14_000 } });
  const cancel = new AbortController();
  const started = performance.now();
  const settling = session.settle?.(intent, cancel.signal) ?? Promise.resolve();
  setTimeout(() => cancel.abort(), 100);
  await expect(settling).rejects.toThrow();
  expect(performance.now() - started).toBeLessThan(3000);
  mock.faults.clear();
});

test("facts that nobody can read are an error that says so, not an answer", async () => {
  const { session } = await scene();
  const intent: Intent = { action: Action.create, label: "x", secret: new Secret("x"), facts: { at: "soon" } };
  await expect(settle(session, intent)).rejects.toThrow("can't be read");
});
