import { describe, expect, it } from "vitest";
import { createRandom } from "../../../mock-server/random.ts";
import { newClientId, newClientSecret, newId, unused } from "../../../mock-server/services/confidence/identifiers.ts";

describe("random values", () => {
  it("are the same for the same seed, and others for another", () => {
    const draw = (seed?: number) => {
      const random = createRandom(seed);
      return [newId(random), newClientId(random), random.fraction(), [...random.bytes(5)]];
    };
    expect(draw(1)).toEqual(draw(1));
    expect(draw(1)).not.toEqual(draw(2));
    expect(draw()).not.toEqual(draw());
  });

  it("have the documented alphabets and lengths", () => {
    const random = createRandom();
    for (let count = 0; count < 50; count += 1) {
      expect(newId(random)).toMatch(/^[a-z0-9]{20}$/);
      expect(newClientId(random)).toMatch(/^[A-Za-z0-9]{32}$/);
      expect(newClientSecret(random)).toMatch(/^[A-Za-z0-9]{64}$/);
    }
  });

  it("use every character about equally often", () => {
    const counts = new Map<string, number>();
    for (const character of createRandom(3).text("0123456789", 20_000))
      counts.set(character, (counts.get(character) ?? 0) + 1);
    expect(counts.size).toBe(10);
    for (const count of counts.values()) expect(Math.abs(count - 2000)).toBeLessThan(250);
  });

  it("are drawn again while they are taken", () => {
    const values = ["a", "b", "c"];
    expect(
      unused(
        () => values.shift() ?? "",
        value => value !== "c",
      ),
    ).toBe("c");
  });
});
