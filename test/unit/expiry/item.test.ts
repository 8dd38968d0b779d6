import { describe, expect, test } from "vitest";
import { countsOf, itemsOf, untilNextMoment } from "../../../extension/expiry/item.ts";
import { itemLabel, itemSentence } from "../../../extension/expiry/item-words.ts";
import { DAY_MS } from "../../../extension/core/day.ts";
import { countWords } from "../../../extension/expiry/urgency-words.ts";
import { connection, credential, inDays, now } from "./samples.ts";

const one = {
  connection: connection("one"),
  credentials: [
    credential("next week", { expiresAt: inDays(6) }),
    credential("long gone", { expiresAt: inDays(-40) }),
    credential("forever"),
    credential("revoked", { state: "revoked", expiresAt: inDays(-1) }),
    credential("next year", { expiresAt: inDays(200) }),
  ],
  now,
};
const two = {
  connection: connection("two"),
  credentials: [credential("yesterday", { expiresAt: inDays(-1) }), credential("tomorrow", { expiresAt: inDays(1) })],
  signInEndsAt: inDays(10),
  now,
};

describe("what a person should know of", () => {
  test("is what has ended, the newest first, then what ends next, of all connections", () => {
    expect(itemsOf([one, two], 14).map(itemLabel)).toEqual([
      "yesterday",
      "long gone",
      "tomorrow",
      "next week",
      "Sign-in of “Space two”",
    ]);
  });

  test("is counted in words", () => {
    expect(countWords(countsOf(itemsOf([one, two], 14)))).toBe("2 expired, 3 expire soon");
    expect(countWords({ expired: 1250, coming: 12_510 })).toBe("1,250 expired, 12,510 expire soon");
    expect(countWords(countsOf(itemsOf([one], 14)))).toBe("1 expired, 1 expires soon");
    expect(countWords(countsOf([]))).toBe("");
  });

  test("is judged by the clock of its server, not by this machine's", () => {
    const ahead = { ...two, now: inDays(2) };
    expect(itemsOf([ahead], 14).find(item => itemLabel(item) === "tomorrow")?.urgency).toBe("expired");
  });

  test("reads as a sentence", () => {
    const [yesterday, , tomorrow, , signIn] = itemsOf([one, two], 14);
    if (yesterday === undefined || tomorrow === undefined || signIn === undefined) throw new Error("too few items");
    expect(itemSentence(yesterday, now, "en")).toBe("“yesterday” (access key, Space two) expired yesterday.");
    expect(itemSentence(tomorrow, now, "en")).toBe("“tomorrow” (access key, Space two) expires tomorrow.");
    expect(itemSentence(signIn, now, "en")).toBe("What “Space two” signs in with expires in 10 days.");
  });
});

describe("the next moment that matters", () => {
  const wait = (days: number, warnDays = 14): number | undefined =>
    untilNextMoment([{ ...one, credentials: [credential("key", { expiresAt: inDays(days) })] }], warnDays);

  test("is when warnings begin, then when the last week does, then the end", () => {
    expect(wait(20)).toBe(6 * DAY_MS);
    expect(wait(14)).toBe(7 * DAY_MS);
    expect(wait(7)).toBe(7 * DAY_MS);
    expect(wait(0.5)).toBe(0.5 * DAY_MS);
  });

  test("is the soonest of all, a sign-in's included", () => {
    expect(untilNextMoment([one, two], 14)).toBe(1 * DAY_MS);
    expect(untilNextMoment([{ ...one, credentials: [], signInEndsAt: inDays(2) }], 14)).toBe(2 * DAY_MS);
  });

  test("is none where nothing ends any more", () => {
    expect(wait(-1)).toBeUndefined();
    expect(untilNextMoment([{ ...one, credentials: [credential("forever")] }], 14)).toBeUndefined();
    const revoked = credential("revoked", { state: "revoked", expiresAt: inDays(1) });
    expect(untilNextMoment([{ ...one, credentials: [revoked] }], 14)).toBeUndefined();
  });

  test("of more keys than a call takes arguments", () => {
    const many = Array.from({ length: 200_000 }, (_, index) => credential(`${index}`, { expiresAt: inDays(30) }));
    expect(untilNextMoment([{ ...one, credentials: many }], 14)).toBe(16 * DAY_MS);
  });
});
