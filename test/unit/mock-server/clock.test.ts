import { describe, expect, it } from "vitest";
import { createClock } from "../../../mock-server/clock.ts";
import { timestamp } from "../../../mock-server/services/confidence/timestamp.ts";

describe("the clock", () => {
  const withMachine = () => {
    const machine = { time: 1_000_000 };
    return { machine, clock: createClock(() => machine.time) };
  };

  it("goes with the machine's", () => {
    const { machine, clock } = withMachine();
    expect(clock.now()).toBe(1_000_000);
    machine.time += 5;
    expect(clock.now()).toBe(1_000_005);
  });

  it("goes on from the time it is set to", () => {
    const { machine, clock } = withMachine();
    clock.set(50);
    machine.time += 5;
    expect(clock.now()).toBe(55);
    clock.advance(-10);
    expect(clock.now()).toBe(45);
  });

  it("stands while frozen, can be moved then, and goes on from there", () => {
    const { machine, clock } = withMachine();
    clock.freeze(true);
    machine.time += 500;
    expect(clock.now()).toBe(1_000_000);
    clock.advance(7);
    clock.freeze(true);
    expect([clock.now(), clock.frozen()]).toEqual([1_000_007, true]);
    clock.freeze(false);
    machine.time += 1;
    expect([clock.now(), clock.frozen()]).toEqual([1_000_008, false]);
  });

  it("is the machine's again after a reset", () => {
    const { clock } = withMachine();
    clock.freeze(true);
    clock.set(5);
    clock.reset();
    expect([clock.now(), clock.frozen()]).toEqual([1_000_000, false]);
  });

  it("refuses times that no date can hold, and keeps its own", () => {
    const { clock } = withMachine();
    for (const time of [Number.NaN, Infinity, 9e15]) expect(() => clock.set(time)).toThrow(RangeError);
    expect(clock.now()).toBe(1_000_000);
  });

  it("never gives an earlier time than before, and microseconds", () => {
    const clock = createClock();
    const times = Array.from({ length: 2000 }, () => clock.now());
    expect(times).toEqual([...times].sort((left, right) => left - right));
    expect(new Set(times.map(time => time % 1)).size).toBeGreaterThan(1);
    expect(Math.abs(clock.now() - Date.now())).toBeLessThan(1000);
  });
});

describe("a timestamp", () => {
  it.each([
    [0, "1970-01-01T00:00:00.000000Z"],
    [1693301817163.017, "2023-08-29T09:36:57.163017Z"],
    [999.9999, "1970-01-01T00:00:00.999999Z"],
  ])("of %d has six fraction digits", (milliseconds, expected) => {
    // A number of that size holds a quarter of a microsecond, so the last digit may be one less.
    expect([expected, expected.replace(/7Z$/, "6Z")]).toContain(timestamp(milliseconds));
  });
});
