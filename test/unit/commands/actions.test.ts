import { describe, expect, test } from "vitest";
import { actionRunner } from "../../../extension/commands/actions.ts";
import type { Connection } from "../../../extension/connections/connection.ts";
import { ServiceError } from "../../../extension/core/errors.ts";
import { Action, credentialId } from "../../../extension/core/model.ts";
import { Secret } from "../../../extension/core/secret.ts";
import type { Outcome, Session } from "../../../extension/services/service.ts";
import type { Vault } from "../../../extension/vault/vault.ts";
import { connection, credential } from "../expiry/samples.ts";

const space: Connection = connection("space");
const id = credentialId("1003");
const key = credential("1003");
const signal = new AbortController().signal;
const notGiven = new ServiceError({ kind: "invalid", message: "Octane never gives a secret out." });
const locked = new ServiceError({ kind: "unavailable", message: "The keyring is locked." });

interface Played {
  /** What the server answers to whatever is done. */
  readonly outcome?: Outcome;
  readonly forget?: () => Promise<void>;
  readonly save?: () => Promise<void>;
  readonly find?: Vault["find"];
}

/** The actions of a window; what happens in it, in the order in which it does. */
function runner({ outcome, forget, save, find }: Played) {
  const happened: string[] = [];
  const session: Partial<Session> = {
    async perform() {
      happened.push("done on the server");
      if (outcome === undefined) throw notGiven;
      return outcome;
    },
  };
  const vault: Partial<Vault> = {
    find: find ?? (async () => undefined),
    async forget() {
      happened.push("vault forgets");
      await forget?.();
    },
  };
  const actions = actionRunner({
    settings: { find: () => space },
    sessions: { of: async () => session as Session },
    signIns: {
      async save() {
        happened.push("sign-in is stored");
        await save?.();
      },
    },
    credentials: {
      find: () => key,
      listing: () => ({ put: () => happened.push("row is new"), drop: () => happened.push("row goes") }),
    },
    vault: vault as Vault,
  });
  actions.onDidEnd(() => happened.push("tabs close"));
  actions.onDidPerform(() => happened.push("pages look again"));
  actions.onDidDo(() => happened.push("what it did is noted"));
  actions.onDidAttempt(({ error }) => happened.push(error === undefined ? "journal: done" : "journal: failed"));
  return { actions, happened };
}

const ref = (action: typeof Action.revoke) => ({ connectionId: space.id, action, id });

describe("what was done on the server", () => {
  test("is known everywhere although the vault can't forget the secret", async () => {
    const { actions, happened } = runner({
      outcome: { message: "Revoked." },
      forget: () => Promise.reject(locked),
    });
    await expect(actions.perform(ref(Action.revoke), {}, signal)).rejects.toThrow("locked");
    expect(happened).toEqual([
      "done on the server",
      "row goes",
      "tabs close",
      "pages look again",
      "what it did is noted",
      "vault forgets",
      "journal: failed",
    ]);
  });

  test("is known everywhere although the new sign-in can't be stored", async () => {
    const newSignIn = { method: "key", values: {}, secrets: {} };
    const { actions, happened } = runner({
      outcome: { message: "Edited.", credential: key, newSignIn },
      save: () => Promise.reject(locked),
    });
    await expect(actions.perform(ref(Action.edit), {}, signal)).rejects.toThrow("locked");
    expect(happened.slice(0, -2)).toEqual([
      "done on the server",
      "row is new",
      "pages look again",
      "what it did is noted",
    ]);
  });
});

describe("a secret", () => {
  const kept = { label: "1003", issuedAt: new Date(), where: "vault" as const, secret: new Secret("kept") };

  test("is the vault's where the server does not give it", async () => {
    const { actions } = runner({ find: async () => kept });
    expect((await actions.secret(space.id, id, signal)).reveal()).toBe("kept");
  });

  test("is the server's also where the vault can't be read", async () => {
    const issued = { credential: key, secret: new Secret("from the server") };
    const { actions } = runner({ outcome: { message: "", issued }, find: () => Promise.reject(locked) });
    expect((await actions.secret(space.id, id, signal)).reveal()).toBe("from the server");
  });

  test("that the server does not give is missing because the vault can't be read, and that is said", async () => {
    const { actions } = runner({ find: () => Promise.reject(locked) });
    await expect(actions.secret(space.id, id, signal)).rejects.toBe(locked);
  });

  test("that was delivered is missing because it was, and where it went is said", async () => {
    const delivered = { to: ".env", at: new Date() };
    const { actions } = runner({
      find: async () => ({ label: "1003", issuedAt: new Date(), where: "nowhere", delivered }),
    });
    await expect(actions.secret(space.id, id, signal)).rejects.toThrow("was delivered to");
  });

  test("that nobody has is missing for the server's reason", async () => {
    const { actions } = runner({});
    await expect(actions.secret(space.id, id, signal)).rejects.toBe(notGiven);
  });
});
