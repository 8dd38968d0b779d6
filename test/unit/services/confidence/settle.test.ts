import { afterEach, expect, test, vi } from "vitest";
import { Action } from "../../../../extension/core/model.ts";
import type { Intent, Session } from "../../../../extension/services/service.ts";
import { describeError } from "../../../../extension/core/errors.ts";
import { failure } from "../../core/failure.ts";
import { asClient, count, scene, sessionAt, signal } from "./scene.ts";

afterEach(() => void vi.restoreAllMocks());

/** So much later that a server has done what it was asked for, or never will. */
const later = (): void => void vi.spyOn(Date, "now").mockReturnValue(Date.now() + 180_000);

/** What would be in the vault of a window that was killed when it was about to send. */
async function announced(session: Session): Promise<Intent> {
  const intents: Intent[] = [];
  const killed = session.perform(Action.create, undefined, { displayName: "Nightly" }, signal, async intent => {
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
  await announced(session);
  expect(count(mock, "POST", "/v1/apiClients")).toBe(0);
});

test("a create that was done is found, and its secret signs in", async () => {
  const { session, create, mock } = await scene();
  const intent = await announced(session);
  await create({ displayName: "Nightly" });
  const settled = await settle(session, intent);
  expect(settled).toMatchObject({ type: "issued", message: "“Nightly” was created; its secret is here." });
  if (settled.type !== "issued") return;
  const { credential, secret } = settled.issued;
  const theirs = sessionAt(mock.url, asClient(credential.clientId ?? "", secret.reveal()));
  expect((await theirs.session.verify(signal)).ownClientId).toBe(credential.clientId);
});

test("of several of its name since, the first is taken, and the others are told", async () => {
  const { session, create, mock } = await scene();
  const intent = await announced(session);
  const first = await create({ displayName: "Nightly" });
  mock.clock.advance(5000);
  await create({ displayName: "Nightly" });
  const settled = await settle(session, intent);
  expect(settled).toMatchObject({ issued: { credential: { id: first.credential?.id } } });
  expect(settled.message).toContain("1 others of that name");
});

test("a create that was not done is proved only when no server can still be at it", async () => {
  const { session } = await scene();
  const intent = await announced(session);
  expect((await settle(session, intent)).type).toBe("unknown");
  later();
  expect(await settle(session, intent)).toEqual({
    type: "not-done",
    message: "“Nightly” was not created; nothing to keep.",
  });
});

test("one that was there before is not taken for it", async () => {
  const { session, create, mock } = await scene();
  await create({ displayName: "Nightly" });
  mock.clock.advance(3_600_000);
  const intent = await announced(session);
  expect((await settle(session, intent)).type).toBe("unknown");
});

test("facts that nobody can read are an error that says so, not an answer", async () => {
  const { session } = await scene();
  const intent: Intent = { action: Action.create, label: "x", facts: { at: "soon" } };
  const error = await failure(settle(session, intent));
  expect(describeError(error)).toMatch(/can't be read.*look in the list of Confidence/su);
});

test("a server that can't be asked is an error, not an answer", async () => {
  const { session, mock } = await scene();
  const intent = await announced(session);
  mock.faults.add({ method: "GET", effect: { status: 503 } });
  await expect(settle(session, intent)).rejects.toThrow();
});
