import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { finderOn, startOf, stepsLater, timeLine, units } from "../../../extension/overview/calendar.ts";
import { spanWords } from "../../../extension/overview/span-words.ts";
import { tries } from "../../tries.ts";

const now = new Date(2026, 10, 22, 15, 30);
const moments = fc.array(fc.date({ min: new Date("1990-01-01"), max: new Date("2090-01-01"), noInvalidDate: true }));

describe.each(units)("a time line in steps of a %s", unit => {
  test("has every moment, and the present, in exactly one span, and no gaps", () => {
    fc.assert(
      fc.property(
        moments,
        fc.date({ min: new Date("2020-01-01"), max: new Date("2040-01-01"), noInvalidDate: true }),
        (all, at) => {
          const line = timeLine(unit, at, all);
          for (const moment of [...all, at]) {
            const holding = line.filter(({ from, to }) => (!from || from <= moment) && (!to || moment < to));
            expect(holding).toHaveLength(1);
            expect(line[finderOn(line)(moment)]).toBe(holding[0]);
          }
          line.slice(1).forEach(({ from }, index) => expect(from).toEqual(line[index]?.to));
          expect(line.length).toBeLessThan(40);
        },
      ),
      tries(100),
    );
  });

  test("is open only to a side on which something lies beyond it", () => {
    fc.assert(
      fc.property(moments, all => {
        const line = timeLine(unit, now, all);
        const [first, last] = [line[0], line.at(-1)];
        expect(first?.from === undefined).toBe(
          all.some(moment => first?.to !== undefined && first.from === undefined && moment < first.to),
        );
        expect(last?.to === undefined).toBe(
          all.some(moment => last?.from !== undefined && last.to === undefined && moment >= last.from),
        );
      }),
      tries(100),
    );
  });

  test("goes on evenly over the changes of the clocks, and over the end of a year", () => {
    for (let start = startOf(unit, now), step = 0; step < 60; step++) {
      const next = stepsLater(unit, start, 1);
      expect(startOf(unit, next)).toEqual(next);
      expect(startOf(unit, new Date(next.getTime() - 1))).toEqual(start);
      start = next;
    }
  });

  test("looks ahead, also where there is nothing", () => {
    const line = timeLine(unit, now, []);
    expect(line[0]?.from).toEqual(startOf(unit, now));
    expect(line.length).toBeGreaterThanOrEqual(6);
  });
});

describe("spans in words", () => {
  const [november, january] = [new Date(2026, 10, 1), new Date(2027, 0, 1)];
  const month = { from: november, to: new Date(2026, 11, 1) };

  test("are those of the language", () => {
    expect(spanWords("month", month, "en", false)).toEqual({ label: "November 2026", short: "Nov" });
    expect(spanWords("month", month, "de", false)).toEqual({ label: "November 2026", short: "Nov" });
    expect(spanWords("year", { from: january, to: new Date(2028, 0, 1) }, "en", true)).toEqual({
      label: "2027",
      short: "2027",
    });
    const week = { from: new Date(2026, 10, 16), to: new Date(2026, 10, 23) };
    expect(spanWords("week", week, "en", false).label.replaceAll(/\s/gu, " ")).toBe("Nov 16 – 22, 2026");
    expect(spanWords("week", week, "de", false).label.replaceAll(/\s/gu, " ")).toBe("16.–22. Nov. 2026");
  });

  test("say the year at the beginning, and where it is another", () => {
    expect(spanWords("month", month, "en", true).short).toBe("Nov\n2026");
    expect(spanWords("month", { from: january, to: new Date(2027, 1, 1) }, "en", false).short).toBe("Jan\n2027");
  });

  test("say what lies before and after", () => {
    expect(spanWords("month", { to: november }, "en", false).label).toBe("Before November 2026");
    expect(spanWords("month", { from: november }, "en", false).label).toBe("From November 2026 on");
  });
});
