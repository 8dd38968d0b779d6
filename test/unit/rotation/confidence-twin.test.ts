import { describe, expect, test } from "vitest";
import { Action, type CredentialId } from "../../../extension/core/model.ts";
import type { Outcome, Session } from "../../../extension/services/service.ts";
import type { MockServerOptions } from "../../../mock-server/mock.ts";
import { sure } from "./sure.ts";
import { admin, documented, reader, scene, sessionAt, signal } from "../services/confidence/scene.ts";

type Wire = Readonly<Record<string, unknown>>;

/** As an administrator sees it, straight from the server. */
async function ask(url: string, path: string, init: RequestInit = {}): Promise<Wire> {
  const response = await fetch(`${url}/v1/${path}`, {
    ...init,
    headers: { "authorization": "Bearer demo-confidence-token", "content-type": "application/json" },
  });
  return (await response.json()) as Wire;
}

const policiesNaming = async (url: string, identity: unknown): Promise<readonly unknown[]> =>
  ((await ask(url, "policies?pageSize=100"))["policies"] as readonly Wire[])
    .filter(({ identities }) => (identities as readonly unknown[]).includes(identity))
    .map(({ name }) => name);

async function prepared(options: MockServerOptions = {}) {
  const { mock, session } = await scene(options, admin);
  const old = await ask(mock.url, documented);
  await ask(mock.url, "policies?policyId=night-shift", {
    method: "POST",
    body: JSON.stringify({
      displayName: "Night shift",
      roles: ["roles/726f6c5f68386b6c46596c4a335350384e6a7377"],
      identities: [old["identity"]],
    }),
  });
  return { mock, session, old };
}

const createTwin = async (session: Session, old: CredentialId): Promise<Outcome> => {
  const { values } = sure(await session.twin?.(old, signal));
  return session.perform(Action.create, undefined, values, signal);
};

const created = ({ credential }: Outcome): CredentialId => sure(credential).id;

describe("the twin of an API client", () => {
  test.each(["both", "2023", "current"] as const)("has the same fields and policies (%s)", async shape => {
    const { mock, session, old } = await prepared({ options: { "confidence.shape": shape } });
    const outcome = await createTwin(session, documented);
    expect(outcome.incomplete).toBeUndefined();
    const twin = await ask(mock.url, created(outcome));
    for (const field of ["displayName", "description", "labels", "owner", "roles", "permissions"]) {
      expect([field, twin[field]]).toEqual([field, old[field]]);
    }
    expect(twin["clientId"]).not.toBe(old["clientId"]);
    if (twin["identity"] !== undefined) {
      expect(await policiesNaming(mock.url, twin["identity"])).toEqual(await policiesNaming(mock.url, old["identity"]));
      expect(await policiesNaming(mock.url, old["identity"])).toContain("policies/night-shift");
    }
    expect(await session.lacks?.(documented, created(outcome), signal)).toEqual({});
  });

  test("is there although a policy could not be changed; what is left is done by trying again, and only that", async () => {
    const { mock, session, old } = await prepared();
    mock.faults.add({ method: "PATCH", path: "/v1/policies/night-shift", times: 1, effect: { status: 503 } });
    const outcome = await createTwin(session, documented);
    const twin = created(outcome);
    expect(outcome.issued).toBeDefined();
    expect(outcome.incomplete?.message).toContain("does not have all of the same access");
    const left = (await session.lacks?.(documented, twin, signal))?.left;
    expect(left?.retry).toEqual(outcome.incomplete?.retry);
    const { action, id, input } = sure(left).retry;
    await session.perform(action, id, input, signal);
    expect(await session.lacks?.(documented, twin, signal)).toEqual({});
    const { identity } = await ask(mock.url, twin);
    expect(await policiesNaming(mock.url, identity)).toEqual(await policiesNaming(mock.url, old["identity"]));
  });

  test("says that policies can't be read where they can't", async () => {
    const { mock } = await prepared();
    mock.faults.add({ method: "GET", path: "/v1/policies", effect: { status: 403 } });
    const { values, notes } = sure(await sessionAt(mock.url, reader).session.twin?.(documented, signal));
    expect(values["policies"]).toEqual([]);
    const lacks = await sessionAt(mock.url, reader).session.lacks?.(documented, documented, signal);
    expect(lacks?.unseen).toMatch(/Policies can't be read .* not known whether the new one may do all/u);
    expect(notes.join(" ")).toContain("Policies can't be read");
  });
});
