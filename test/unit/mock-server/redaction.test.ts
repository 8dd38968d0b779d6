import { describe, expect, it } from "vitest";
import { Secrets } from "../../../mock-server/redaction.ts";

const knowing = (...secrets: string[]) => {
  const known = new Secrets();
  for (const secret of secrets) known.note(secret);
  return known;
};

describe("secrets", () => {
  it.each([
    ["as it is", (secret: string) => `say ${secret}!`],
    ["inside JSON", (secret: string) => JSON.stringify({ text: secret })],
    ["in an address", (secret: string) => `/v1/users?filter=${encodeURIComponent(secret)}&more`],
    ["at the very end", (secret: string) => `is ${secret}`],
    ["alone", (secret: string) => secret],
  ])("are found %s", (_, spell) => {
    const secret = 'a"quoted & spaced/ one\\';
    const known = knowing("another-one", secret, "a-third-one");
    expect(known.within(spell(secret)).strike(secret)).toBe("[redacted]");
    expect(known.within(spell("something harmless")).strike(secret)).toBe(secret);
  });

  it("that begin alike, or stand within each other, are told apart", () => {
    const known = knowing("prefix-1", "prefix-12", "prefix-2", "fix-12");
    expect(known.within("prefix-12").strike("prefix-1 prefix-12 fix-12 prefix-2")).not.toContain("fix-12");
    expect(known.within("prefix-2").strike("prefix-2 and prefix-1")).toBe("[redacted] and prefix-1");
  });

  it("may be half of a surrogate pair, which no address can hold", () => {
    const secret = "canary-\uD800-secret";
    expect(knowing(secret).within(`x${secret}`).strike(`x${secret}`)).toBe("x[redacted]");
  });

  it("of ten thousand, all of which begin alike, are found about as quickly as of ten", () => {
    const cookie = (index: number) => `eyJzZXNzaW9uIjoi-${String(index).padStart(300, "0")}`;
    const known = knowing(...Array.from({ length: 10_000 }, (_, index) => cookie(index)));
    const began = performance.now();
    for (let index = 9000; index < 10_000; index += 1) {
      expect(known.within(`Cookie: ${cookie(index)}; Set-Cookie: ${cookie(index)}`).strike(cookie(index))).toBe(
        "[redacted]",
      );
    }
    // A minute, if each of them were looked for.
    expect(performance.now() - began).toBeLessThan(5000);
  });

  it("are forgotten, the longest unused ones first, before they fill the memory", () => {
    const known = knowing("the-first-one", "the-second-one");
    for (let index = 0; index < 9_999; index += 1) {
      known.note(`passing-${String(index).padStart(5, "0")}`);
      known.note("the-second-one");
    }
    const text = "the-first-one, the-second-one, passing-09998";
    expect(known.within(text).strike(text)).toBe("the-first-one, [redacted], [redacted]");
  });
});
