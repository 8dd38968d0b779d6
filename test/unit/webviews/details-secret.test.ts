import { expect, test } from "vitest";
import { connectionId, type Credential, credentialId } from "../../../extension/core/model.ts";
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
  actions: [{ id: "saved", title: "I Have Saved It", icon: "check", destructive: false }],
};

/** A page in front whose secret is kept there, what it was told, and what was done about the secret. */
function opened(place: () => Promise<SecretPlace | undefined>) {
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
    known: () => credential,
    get: async () => credential,
    actions: () => [],
    reveal: async () => new Secret("s"),
    secretPlace: place,
    runOnSecret: async (_ref, action) => void ran.push(action),
    copyText: async () => undefined,
    copySecret: async () => undefined,
    run: async () => undefined,
    onDidChange: () => ({ dispose: () => undefined }),
  };
  const tab = {
    visible: true,
    language: "en",
    post: (message: ToDetails) => void posted.push(message),
    setTitle: () => undefined,
  };
  const session = new DetailsSession(ref, backend, tab, { misunderstood: () => undefined }, { reveal: false });
  session.receive({ type: "ready" });
  const last = () => posted.findLast(message => message.type === "show");
  return { session, ran, last };
}

test("says where the secret is kept, and does what is offered about that", async () => {
  const { session, ran, last } = opened(async () => kept);
  await expect.poll(() => last()?.secret).toEqual(kept);
  session.receive({ type: "secretAction", action: "saved" });
  await expect.poll(() => ran).toEqual(["saved"]);
});

test("does nothing that was not offered", async () => {
  const { session, ran, last } = opened(async () => kept);
  await expect.poll(() => last()?.secret).toEqual(kept);
  session.receive({ type: "secretAction", action: "publish" });
  expect(ran).toEqual([]);
});

test("a vault that can't be read takes nothing else from the page", async () => {
  const { last } = opened(() => Promise.reject(new Error("locked")));
  await expect.poll(() => last()?.refreshing).toBe(false);
  expect(last()).toMatchObject({ credential: { label: "Nightly" } });
  expect(last()?.secret).toBeUndefined();
});
