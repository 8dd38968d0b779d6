import { afterEach, describe, expect, it } from "vitest";
import { byName, number, writeAs } from "../../../extension/core/local.ts";

afterEach(() => writeAs("en"));

describe("what is written by the language", () => {
  it("groups the digits of a number as people there do", () => {
    expect(number(12_345)).toBe("12,345");
    writeAs("de");
    expect(number(12_345)).toBe("12.345");
  });

  it("writes decimals, also where there are none", () => {
    writeAs("de");
    expect([number(0.04, 1), number(2, 1)]).toEqual(["0,0", "2,0"]);
  });

  it("sorts names as people there do", () => {
    const names = ["zebra", "Östersund", "Oslo"];
    writeAs("de");
    expect(names.toSorted(byName().compare)).toEqual(["Oslo", "Östersund", "zebra"]);
    writeAs("sv");
    expect(names.toSorted(byName().compare)).toEqual(["Oslo", "zebra", "Östersund"]);
  });

  it("takes a language that nobody speaks", () => {
    writeAs("qps-ploc");
    expect(number(3)).toBe("3");
  });
});
