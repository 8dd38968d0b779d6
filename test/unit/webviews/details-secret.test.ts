import { expect, test } from "vitest";
import { Action, connectionId, type Credential, credentialId } from "../../../extension/core/model.ts";
import { Secret } from "../../../extension/core/secret.ts";
import type { DetailsBackend, SecretPlace } from "../../../extension/webviews/details/backend.ts";
import type { ToDetails } from "../../../extension/webviews/details/messages.ts";
import { DetailsSession } from "../../../extension/webviews/details/session.ts";

const ref = { connectionId: connectionId("c"), id: credentialId("1003") };
const credential: Credential = {
  id: ref.id,
  kind: "API access key",
  label: "Nightly",
  state: "active",
  details: [{ id: "clientSecret", label: "Client secret", value: { type: "secret" } }],
  actions: [],
};
const kept: SecretPlace = {
  note: "Kept in the vault",
  isThere: true,
  actions: [{ id: "saved", title: "I Have Saved It", icon: "check", destructive: false }],
};

interface Options {
  readonly shown?: Credential;
  readonly reveal?: boolean;
  readonly get?: () => Promise<Credential>;
}

/** A page in front whose secret is kept there, what it was told, and what was done about the secret. */
function opened(
  place: () => Promise<SecretPlace | undefined>,
  { shown = credential, reveal = false, get = async () => shown }: Options = {},
) {
  const posted: ToDetails[] = [];
  const ran: string[] = [];
  const backend: DetailsBackend = {
    where: () => ({
      connection: "Demo",
      service: "OpenText ALM Octane",
      environment: "mock",
      environmentLabel: "Mock",
      server: "bundled mock server",
      readOnly: false,
    }),
    known: () => shown,
    get,
    actions: () => [],
    reveal: async () => new Secret("s"),
    secretPlace: place,
    runOnSecret: async (_ref, action) => void ran.push(action),
    copyText: async () => undefined,
    copySecret: async () => undefined,
    run: async () => undefined,
    onDidChange: () => ({ dispose: () => undefined }),
  };
  let isClosed = false;
  const tab = {
    // As VS Code's.
    get visible(): boolean {
      if (isClosed) throw new Error("Webview is disposed");
      return true;
    },
    language: "en",
    post: (message: ToDetails) => void posted.push(message),
    setTitle: () => undefined,
  };
  const session = new DetailsSession(ref, backend, tab, { misunderstood: () => undefined }, { reveal });
  session.receive({ type: "ready" });
  const last = () => posted.findLast(message => message.type === "show");
  const close = (): void => {
    isClosed = true;
    session.dispose();
  };
  const types = () => posted.map(({ type }) => type);
  return { session, ran, last, types, close };
}

test("says where the secret is kept, and does what is offered about that", async () => {
  const { session, ran, last } = opened(async () => kept);
  await expect.poll(() => last()?.secret).toEqual({ note: kept.note, actions: kept.actions });
  session.receive({ type: "secretAction", action: "saved" });
  await expect.poll(() => ran).toEqual(["saved"]);
});

test("does nothing that was not offered", async () => {
  const { session, ran, last } = opened(async () => kept);
  await expect.poll(() => last()?.secret?.note).toBe(kept.note);
  session.receive({ type: "secretAction", action: "publish" });
  expect(ran).toEqual([]);
});

test("a vault that can't be read takes nothing else from the page", async () => {
  const { last } = opened(() => Promise.reject(new Error("locked")));
  await expect.poll(() => last()?.refreshing).toBe(false);
  expect(last()).toMatchObject({ credential: { label: "Nightly" } });
});

test("a vault that can't be read is said, and the secret can still be asked for", async () => {
  const { last } = opened(() => Promise.reject(new Error("the keyring is locked")));
  await expect.poll(() => last()?.secret?.note).toContain("the keyring is locked");
  expect(last()?.secret?.actions).toEqual([]);
  expect(last()?.canReveal).toBe(true);
});

test.each<[string, SecretPlace | undefined, Credential["actions"], boolean]>([
  ["the vault has", kept, [], true],
  ["only a fingerprint is left of", { ...kept, isThere: false }, [], false],
  ["nobody here knows", undefined, [], false],
  [
    "the server gives out, although only a fingerprint is left here",
    { ...kept, isThere: false },
    [Action.reveal],
    true,
  ],
  ["the server gives out, and nobody here knows", undefined, [Action.reveal], true],
])("offers to reveal what is there: what %s", async (_, place, actions, canReveal) => {
  const { last } = opened(async () => place, { shown: { ...credential, actions } });
  await expect.poll(() => last()?.refreshing).toBe(false);
  expect(last()?.canReveal).toBe(canReveal);
});

test("asks the page to reveal as soon as it is known that there is something, and never where there is nothing", async () => {
  const there = opened(async () => kept, { reveal: true });
  await expect.poll(there.types).toContain("askForSecret");
  const slow = opened(async () => kept, { reveal: true, get: () => new Promise(() => undefined) });
  await expect.poll(slow.types).toContain("askForSecret");
  expect(slow.last()).toMatchObject({ canReveal: true, refreshing: true, secret: { note: kept.note } });
  const nothing = opened(async () => undefined, { reveal: true });
  await expect.poll(() => nothing.last()?.refreshing).toBe(false);
  expect(nothing.types()).not.toContain("askForSecret");
});

test("is asked for nothing any more once its tab is closed", async () => {
  let answer: (credential: Credential) => void = () => undefined;
  const { last, close, types } = opened(async () => kept, { get: () => new Promise(resolve => (answer = resolve)) });
  await expect.poll(() => last()?.canReveal).toBe(true);
  close();
  const told = types().length;
  // What is thrown now nobody would catch, and vitest would say so.
  answer(credential);
  await new Promise(resolve => setTimeout(resolve, 20));
  expect(types()).toHaveLength(told);
});
