import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { hashOf, isSecret, newClientId, secretProblem } from "../../../../mock-server/services/octane/credentials.ts";
import { createRandom } from "../../../../mock-server/random.ts";
import { tries } from "../../../tries.ts";

describe("a secret", () => {
  const characters = ["ABCXYZ", "abcxyz", "0189", "!@#+-_ "].map(alphabet => fc.constantFrom(...Array.from(alphabet)));

  it("is right with 10 to 30 characters of at least three classes, and only then", () => {
    const given = fc
      .subarray([0, 1, 2, 3], { minLength: 1 })
      .chain(classes =>
        fc
          .tuple(
            fc.tuple(...classes.map(index => characters[index] ?? fc.constant("a"))),
            fc.array(fc.oneof(...classes.map(index => characters[index] ?? fc.constant("a"))), { maxLength: 35 }),
          )
          .map(([first, rest]) => ({ classes: classes.length, secret: [...first, ...rest].join("") })),
      );
    fc.assert(
      fc.property(given, ({ classes, secret }) => {
        const isRight = classes >= 3 && secret.length >= 10 && secret.length <= 30;
        const problem = secretProblem(secret);
        expect(problem === undefined).toBe(isRight);
        if (secret.length > 3) expect(problem ?? "").not.toContain(secret);
      }),
      tries(100),
    );
  });

  it.each(["9011@83sd!f1042ds+f19fg86M", "kj@s$dfS124GDd35"])("of the documentation is right: %s", secret => {
    expect(secretProblem(secret)).toBeUndefined();
  });

  it("is counted in characters, not in the units of a string", () => {
    expect(secretProblem("Aa1🚀🚀🚀🚀🚀🚀")).toMatch(/10 to 30/);
    expect(secretProblem("Aa1🚀🚀🚀🚀🚀🚀🚀")).toBeUndefined();
  });

  it("is recognised by what is kept of it, which depends on the database", () => {
    const [key, other] = ["00".repeat(32), "11".repeat(32)];
    const kept = hashOf(key, "Demo1003-secret!");
    expect(kept).not.toContain("Demo1003");
    expect(isSecret(key, "Demo1003-secret!", kept)).toBe(true);
    expect(isSecret(key, "Demo1003-secret?", kept)).toBe(false);
    expect(isSecret(other, "Demo1003-secret!", kept)).toBe(false);
  });
});

it("a client ID is the name and 25 lowercase letters and digits", () => {
  expect(newClientId("my key", createRandom(1))).toMatch(/^my key_[a-z0-9]{25}$/);
});
