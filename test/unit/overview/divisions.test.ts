import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Credential } from "../../../extension/core/model.ts";
import { units } from "../../../extension/overview/calendar.ts";
import { countedOf, type Known } from "../../../extension/overview/counted.ts";
import { countsOf, type DivisionId, membersOf } from "../../../extension/overview/division.ts";
import { divisions } from "../../../extension/overview/divisions.ts";
import type { Owner } from "../../../extension/services/service.ts";
import { connection, credential, inDays, now } from "../expiry/samples.ts";
import { tries } from "../../tries.ts";

const owners: ReadonlyMap<string, Owner> = new Map(
  (["person", "group", "machine", "gone"] as const).map(type => [type, { id: type, type }]),
);
const known = (credentials: readonly Credential[], id = "one", more: Partial<Known> = {}): Known => ({
  connection: connection(id),
  credentials,
  now,
  owners,
  renewedAt: new Map(),
  ...more,
});

/** The column in which a picture has the only credential; undefined where it leaves it out. */
function columnIn(id: DivisionId, one: Partial<Credential>, more: Partial<Known> = {}): string | undefined {
  const all = countedOf([known([credential("key", one)], "one", more)], 14);
  const division = divisions({ unit: "month", now, language: "en" }, 14, all).find(each => each.id === id);
  const [column] = all.map(each => division?.columnOf(each));
  return division?.columns.find(each => each.id === column)?.label;
}

const anyMoment = fc.option(fc.date({ min: new Date("1980-01-01"), max: new Date("2100-01-01") }), { nil: undefined });
const anyCredential = fc
  .record({
    state: fc.constantFrom("active", "expiring", "expired", "revoked", "on", "off"),
    expiresAt: anyMoment,
    createdAt: anyMoment,
    owner: fc.constantFrom(undefined, "", "person", "gone", "stranger"),
  })
  .map(({ state, expiresAt, createdAt, owner }) =>
    credential("key", {
      state: state,
      ...(expiresAt === undefined ? {} : { expiresAt }),
      ...(createdAt === undefined ? {} : { createdAt }),
      ...(owner === undefined ? {} : { owner }),
    }),
  );

const some = fc.array(anyCredential, { maxLength: 8 });

test("every picture counts each credential once, in a column that it has, or says that it left it out; a column leads to what it counts", () => {
  fc.assert(
    fc.property(some, some, fc.constantFrom(...units), (ones, others, unit) => {
      const looked = [known(ones, "one"), known(others, "two")];
      const ids = looked.map(each => each.connection.id);
      const all = countedOf(looked, 14);
      for (const division of divisions({ unit, now, language: "en" }, 14, all)) {
        const { lanes, left } = countsOf(division, all, ids);
        expect(lanes.map(({ connectionId }) => connectionId)).toEqual(ids);
        const cells = lanes.flatMap(({ connectionId, cells }) =>
          cells.map((cell, index) => ({ ...cell, connectionId, column: division.columns[index]?.id ?? "" })),
        );
        const sumOf = (counts: readonly { readonly count: number }[]) =>
          counts.reduce((sum, { count }) => sum + count, 0);
        expect(sumOf(cells) + left).toBe(all.length);
        expect(cells.map(cell => sumOf(cell.parts))).toEqual(cells.map(({ count }) => count));
        const behind = cells.map(cell => membersOf(division, all, cell.column, cell.connectionId).length);
        expect(behind).toEqual(cells.map(({ count }) => count));
        expect(new Set(division.columns.map(({ id }) => id)).size).toBe(division.columns.length);
      }
    }),
    tries(40),
  );
});

describe("when they expire", () => {
  test("is a month, of what has an end and was not ended by somebody", () => {
    expect(columnIn("ends", { expiresAt: inDays(1) })).toBe("November 2026");
    expect(columnIn("ends", { expiresAt: inDays(-1), state: "expired" })).toBe("November 2026");
    expect(columnIn("ends", { expiresAt: inDays(4000) })).toMatch(/^From /u);
    expect(columnIn("ends", { expiresAt: inDays(-4000) })).toMatch(/^Before /u);
    expect(columnIn("ends", {})).toBeUndefined();
    expect(columnIn("ends", { expiresAt: new Date(Number.NaN) })).toBeUndefined();
    expect(columnIn("ends", { expiresAt: inDays(1), state: "revoked" })).toBeUndefined();
  });

  test("is listed in the order of the ends", () => {
    const keys = [
      credential("b", { expiresAt: inDays(2) }),
      credential("a", { expiresAt: inDays(3) }),
      credential("c", { expiresAt: inDays(1) }),
    ];
    const all = countedOf([known(keys)], 14);
    const [division] = divisions({ unit: "year", now, language: "en" }, 14, all);
    const [column = ""] = all.map(each => division.columnOf(each));
    expect(membersOf(division, all, column, undefined).map(each => each.credential.label)).toEqual(["c", "b", "a"]);
  });

  test("a bar is made of what has expired and what is in how much of a hurry, the worst first", () => {
    const keys = [20, 12, 3, -3].map(days => credential(String(days), { expiresAt: inDays(days) }));
    const all = countedOf([known(keys)], 14);
    const [division] = divisions({ unit: "year", now, language: "en" }, 14, all);
    const cells = countsOf(division, all, [connection("one").id]).lanes[0]?.cells ?? [];
    expect(cells.find(({ count }) => count > 0)?.parts.map(({ tone }) => tone)).toEqual([
      "expired",
      "near",
      "soon",
      "fine",
    ]);
  });
});

describe("states", () => {
  test.each<[string, Partial<Credential>]>([
    ["Expired", { expiresAt: inDays(-1) }],
    ["Within 7 days", { expiresAt: inDays(6) }],
    ["Within 14 days", { expiresAt: inDays(13) }],
    ["Later", { expiresAt: inDays(15) }],
    ["No expiration", {}],
    ["Revoked or off", { state: "off" }],
    ["Switched on now", { state: "on", expiresAt: inDays(0.01) }],
  ])("%s", (words, more) => {
    expect(columnIn("states", more)).toBe(words);
  });
});

describe("the age of a secret", () => {
  test.each([
    [0, "Up to 30 days"],
    [30, "Up to 30 days"],
    [31, "31 to 90 days"],
    [91, "91 to 180 days"],
    [365, "Up to a year"],
    [366, "One to two years"],
    [731, "More than two years"],
    // By a clock that goes wrong.
    [-5, "Up to 30 days"],
  ])("of %i days", (days, words) => {
    expect(columnIn("ages", { createdAt: inDays(-days) })).toBe(words);
  });

  test("begins anew where the journal knows of another secret, and goes by the clock of the server", () => {
    const createdAt = inDays(-800);
    expect(columnIn("ages", { createdAt }, { renewedAt: new Map([["key", inDays(-3)]]) })).toBe("Up to 30 days");
    expect(columnIn("ages", { createdAt }, { renewedAt: new Map([["another", inDays(-3)]]) })).toBe(
      "More than two years",
    );
    expect(columnIn("ages", { createdAt: inDays(0) }, { now: inDays(100) })).toBe("91 to 180 days");
  });

  test("is not known where nobody tells, and matters only where it lets somebody in", () => {
    expect(columnIn("ages", {})).toBe("Not known");
    expect(columnIn("ages", { createdAt: new Date(Number.NaN) })).toBe("Not known");
    for (const state of ["revoked", "expired", "off", "on"] as const)
      expect(columnIn("ages", { createdAt: inDays(-800), state })).toBeUndefined();
  });
});

describe("who looks after it", () => {
  test.each([
    ["", "Nobody"],
    ["gone", "Somebody who is no longer there"],
    ["machine", "A program, not a person"],
    ["group", "A group"],
    ["person", "A person"],
    ["stranger", "An owner who could not be looked up"],
  ])("an owner %j", (owner, words) => {
    expect(columnIn("owners", { owner })).toBe(words);
    expect(columnIn("owners", { owner, state: "revoked" })).toBeUndefined();
  });

  test("is not told by every service", () => {
    expect(columnIn("owners", {})).toBe("The service tells no owners");
  });
});
