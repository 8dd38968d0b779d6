import { describe, expect, test } from "vitest";
import { listOf, textOf } from "../../../extension/core/form.ts";
import { Action, credentialId } from "../../../extension/core/model.ts";
import { twinOf } from "../../../extension/services/octane/twin.ts";
import { scene, signal } from "../services/octane/scene.ts";
import { sure } from "./sure.ts";

const DAY_MS = 24 * 60 * 60_000;
const now = new Date("2026-11-22T12:00:00Z");
const bare = { id: "1003", name: "myKey03", client_id: "myKey03_x", is_valid: true } as const;

describe("the twin of an access key", () => {
  test("has the same name and roles, and another client ID and secret", async () => {
    const { session, all, sessionAs, mock } = await scene();
    const old = sure((await all()).find(({ state, expiresAt }) => state === "active" && expiresAt !== undefined));
    const before = await session.form(Action.edit, old.id, signal);
    const { values, notes } = sure(await session.twin?.(old.id, signal));
    const { credential, issued, incomplete } = await session.perform(Action.create, undefined, values, signal);
    expect([notes, incomplete]).toEqual([[], undefined]);
    const twin = sure(credential);
    const after = await session.form(Action.edit, twin.id, signal);
    expect(textOf(after.values, "name")).toBe(textOf(before.values, "name"));
    expect(listOf(after.values, "roles").toSorted()).toEqual(listOf(before.values, "roles").toSorted());
    expect(twin.clientId).not.toBe(old.clientId);
    const asTwin = { method: "key", values: { clientId: twin.clientId ?? "" }, secrets: {} };
    const secrets = { clientSecret: sure(issued).secret };
    await expect(sessionAs({ ...asTwin, secrets }).verify(signal)).resolves.toBeDefined();
    // Its life is as long, and begins now.
    const lifetime = sure(old.expiresAt).getTime() - sure(old.createdAt).getTime();
    const end = mock.clock.now() + lifetime;
    expect(Math.abs(sure(twin.expiresAt).getTime() - end)).toBeLessThan(10_000);
  });

  test("never ends where the old one never does", () => {
    const { values, notes } = twinOf(
      { ...bare, expiration: null, creation_time: now, workspace_roles: { data: [] } },
      now,
    );
    expect([values["expiration"], notes]).toEqual(["", []]);
  });

  test("of one that has expired lives as long as that was meant to", () => {
    const creation_time = new Date(now.getTime() - 100 * DAY_MS);
    const expiration = new Date(now.getTime() - 10 * DAY_MS);
    const { values } = twinOf({ ...bare, creation_time, expiration, workspace_roles: { data: [] } }, now);
    expect(values["expiration"]).toBe("2027-02-20T12:00:00Z");
  });

  test("says so where the server does not tell how long that was, or which roles", () => {
    const { values, notes } = twinOf({ ...bare, creation_time: null, expiration: now, workspace_roles: null }, now);
    expect(values["expiration"]).toBe("2027-02-20T12:00:00Z");
    expect(notes).toHaveLength(2);
    expect(notes.join(" ")).toMatch(/90 days.*without any/u);
  });

  test("of a key that is not there is none", async () => {
    const { session } = await scene();
    await expect(session.twin?.(credentialId("999999"), signal)).rejects.toMatchObject({ kind: "not-found" });
  });
});
