import { expect, it } from "vitest";
import { connectionId, type ConnectionId, type Credential, credentialId } from "../../../extension/core/model.ts";
import type { FoundNote } from "../../../extension/running/left-on.ts";
import { lookForLeftOn } from "../../../extension/running/look-for-left-on.ts";
import { connection, credential } from "../expiry/samples.ts";

const endsAt = new Date("2026-11-22T12:00:00Z");
const on = credential("admin-key", { state: "on", expiresAt: endsAt });

/** Notes about one admin key of each of these connections, and what came of looking for them. */
async function lookedFor(
  ids: readonly string[],
  answers: Readonly<Record<string, Credential>>,
  known = ids,
  tell: (id: ConnectionId) => void = () => undefined,
) {
  const seen = { told: [] as string[], forgotten: [] as string[], log: 0 };
  const notes = ids.map((id): FoundNote => ({
    version: 1,
    pid: 1,
    connection: connectionId(id),
    credential: credentialId("admin-key"),
    endsAt,
    forget: async () => void seen.forgotten.push(id),
  }));
  await lookForLeftOn({
    notes: { find: async () => notes },
    connection: id => (known.includes(id) ? connection(id) : undefined),
    session: async ({ id }) => ({
      async get() {
        const answer = answers[id];
        if (answer === undefined) throw new Error("503");
        return answer;
      },
    }),
    rows: { put: () => undefined },
    tell({ id }) {
      tell(id);
      seen.told.push(id);
    },
    log: () => seen.log++,
  });
  return seen;
}

it("tells of each that is still on, then forgets it", async () => {
  expect(await lookedFor(["one", "two"], { one: on, two: on })).toEqual({
    told: ["one", "two"],
    forgotten: ["one", "two"],
    log: 0,
  });
});

it("goes on where one can't be asked for, and remembers that one", async () => {
  expect(await lookedFor(["one", "two"], { two: on })).toEqual({ told: ["two"], forgotten: ["two"], log: 1 });
});

it("forgets without a word what is off, what was renewed since, and what belonged to a connection that is gone", async () => {
  const renewed = { ...on, expiresAt: new Date(endsAt.getTime() + 60_000) };
  const answers = { one: credential("admin-key", { state: "off" }), two: renewed };
  expect(await lookedFor(["one", "two", "gone"], answers, ["one", "two"])).toEqual({
    told: [],
    forgotten: ["one", "two", "gone"],
    log: 0,
  });
});

it("forgets nothing that nobody could be told of", async () => {
  const cannot = (): never => {
    throw new Error("this window is closing");
  };
  expect(await lookedFor(["one"], { one: on }, ["one"], cannot)).toEqual({ told: [], forgotten: [], log: 1 });
});
