import { describe, expect, test, vi } from "vitest";
import type { Entry } from "../../../extension/activity/entry.ts";
import { knownOwners } from "../../../extension/commands/known-owners.ts";
import { renewals, renewalsOf } from "../../../extension/commands/renewed-at.ts";
import type { Sessions } from "../../../extension/connections/sessions.ts";
import { connectionId } from "../../../extension/core/model.ts";
import type { Session } from "../../../extension/services/service.ts";
import { connection, credential } from "../expiry/samples.ts";

const one = connection("one");
const owned = ["ada", "lee", "ada", ""].map((owner, index) => credential(String(index), { owner }));

/** Sessions whose server knows these people. */
function owners(answer: () => Promise<readonly string[]>) {
  const asked: (readonly string[])[] = [];
  const learnt = vi.fn();
  const session: Pick<Session, "owners"> = {
    async owners(names) {
      asked.push(names);
      return (await answer()).map(id => ({ id, type: "person" }));
    },
  };
  const sessions: Pick<Sessions, "of"> = { of: async () => session as Session };
  return { known: knownOwners(sessions, learnt), asked, learnt };
}

describe("who owns credentials", () => {
  test("is asked once for all of a list, and again when there are others", async () => {
    const { known, asked, learnt } = owners(async () => ["ada"]);
    known.learn(one, owned);
    known.learn(one, owned.toReversed());
    await vi.waitFor(() => expect(learnt).toHaveBeenCalledOnce());
    known.learn(one, owned);
    expect(asked).toEqual([["ada", "lee"]]);
    expect([...known.of(one.id).keys()]).toEqual(["ada"]);
    known.learn(one, owned.slice(0, 1));
    await vi.waitFor(() => expect(asked).toHaveLength(2));
  });

  test("is not asked where nobody is named", () => {
    const { known, asked } = owners(async () => []);
    known.learn(one, [credential("a"), credential("b", { owner: "" })]);
    expect(asked).toEqual([]);
  });

  test("is not known where the server does not tell", async () => {
    const { known, learnt } = owners(() => Promise.reject(new Error("No.")));
    known.learn(one, owned);
    await vi.waitFor(() => expect(learnt).toHaveBeenCalledOnce());
    expect(known.of(one.id).size).toBe(0);
  });

  test("is forgotten with the sign-in, also what is still to come", async () => {
    let tell: (names: readonly string[]) => void = () => undefined;
    const { known, learnt, asked } = owners(() => new Promise(resolve => (tell = resolve)));
    known.learn(one, owned);
    await vi.waitFor(() => expect(asked).toHaveLength(1));
    known.forget(one.id);
    tell(["ada"]);
    await new Promise(resolve => setTimeout(resolve, 5));
    expect(known.of(one.id).size).toBe(0);
    expect(learnt).not.toHaveBeenCalled();
  });
});

describe("when a credential got another secret", () => {
  const entry = (at: string, more: Partial<Entry> = {}): Entry => ({
    version: 1,
    at,
    action: "regenerate",
    title: "Regenerate",
    connection: { id: "one", name: "One", environment: "test" },
    credential: { id: "1003", label: "myKey03" },
    result: "done",
    durationMs: 1,
    ...more,
  });

  test("is the last time that the journal knows it was done", () => {
    const all = renewals([
      entry("2026-01-01T00:00:00.000Z"),
      entry("2026-03-01T00:00:00.000Z"),
      entry("2026-04-01T00:00:00.000Z", { result: "failed" }),
      entry("2026-05-01T00:00:00.000Z", { action: "edit" }),
      entry("2026-06-01T00:00:00.000Z", { credential: { id: "1004" } }),
    ]);
    expect(renewalsOf(all, connectionId("one")).get("1003")).toEqual(new Date("2026-03-01T00:00:00.000Z"));
    expect(renewalsOf(all, connectionId("two")).size).toBe(0);
  });
});
