import { randomBytes } from "node:crypto";
import fc from "fast-check";
import { describe, expect, test, vi } from "vitest";
import { leaksIn } from "../../../extension/leaks/leak.ts";
import { textOfFile } from "../../../extension/rotation/occurrences.ts";
import type { Recogniser, VaultStore } from "../../../extension/vault/contract.ts";
import { connection, issuedOf, scene } from "../vault/scene.ts";
import { PATIENCE_MS, tries } from "../../tries.ts";

// Many runs, on a machine that may be busy.
vi.setConfig({ testTimeout: PATIENCE_MS });

/** As Octane makes them, as Confidence makes them, and as people type them. */
const SECRETS = ["Demo@83sd!f1042ds#=+kLq8", "f".repeat(31) + "0".repeat(33), "Zwölf Bären, 7 $ \\ \" ' und 💶"];

/** A vault that was issued these secrets, and no longer has the values of any. */
async function delivered(secrets: readonly string[]): Promise<{ vault: VaultStore; recogniser: Recogniser }> {
  const vault = (await scene()).window();
  for (const [index, secret] of secrets.entries()) {
    const issued = issuedOf(String(1000 + index), secret);
    await vault.issued(undefined, connection, issued, "proved");
    await vault.delivered(connection, issued.credential.id, ".env");
    expect((await vault.find(connection, issued.credential.id))?.secret).toBeUndefined();
  }
  return { vault, recogniser: await vault.recogniser() };
}

/** What is found, read from the text at the places that are told. */
function read(text: string, recogniser: Recogniser): readonly string[] {
  const lines = text.split(/\r\n|\r|\n/u);
  return leaksIn(text, recogniser).map(({ from, to }) => {
    expect(to.line).toBe(from.line);
    return lines[from.line]?.slice(from.column, to.column) ?? "";
  });
}

const lineEnd = fc.constantFrom("\n", "\r\n", "\r");
const filler = fc.string({
  unit: fc.constantFrom("a", "0", "f", "D", "Demo", "@", "=", '"', " ", "ü", "💶", "\t", "LINE END"),
  maxLength: 60,
});

describe("copies of secrets whose values the vault no longer has", () => {
  test("are found exactly where they stand, at any place, in any order, with every line end", async () => {
    const { recogniser } = await delivered(SECRETS);
    const parts = fc.array(fc.tuple(filler, fc.nat(SECRETS.length - 1)), { maxLength: 6 });
    fc.assert(
      fc.property(parts, filler, lineEnd, (planted, tail, end) => {
        const written = [...planted.flatMap(([before, which]) => [before, SECRETS[which] ?? ""]), tail].join("");
        const text = written.replaceAll("LINE END", end);
        expect(read(text, recogniser)).toEqual(planted.map(([, which]) => SECRETS[which]));
      }),
      tries(400),
    );
  });

  test("are found in files of each encoding that says which it is, at the places that a document has", async () => {
    const [secret = ""] = SECRETS;
    const { recogniser } = await delivered([secret]);
    const text = `ümlaut\r\n  key: "${secret}"\r\n`;
    const utf16 = Buffer.from(`\uFEFF${text}`, "utf16le");
    const files = [Buffer.from(text), Buffer.from(`\uFEFF${text}`), utf16, Buffer.from(utf16).swap16()];
    for (const file of files) {
      const found = leaksIn(textOfFile(file) ?? "", recogniser);
      expect(found).toMatchObject([{ from: { line: 1, column: 8 }, to: { line: 1, column: 8 + secret.length } }]);
    }
    expect(textOfFile(Buffer.from([0x7f, 0x45, 0, 1]))).toBeUndefined();
  });

  test("that overlap or touch are all found", async () => {
    const secret = "abcabcabcabc";
    const { recogniser } = await delivered([secret]);
    expect(leaksIn(`${secret}abc ${secret}${secret}`, recogniser).map(({ from }) => from.column)).toEqual([
      0, 3, 16, 19, 22, 25, 28,
    ]);
  });

  test("of a secret that two credentials have are told once; of one within another, both", async () => {
    const { recogniser } = await delivered(["Shared-secret-1!", "Shared-secret-1!", "Shared-secret"]);
    expect(
      leaksIn("x Shared-secret-1!", recogniser)
        .map(({ fingerprint }) => fingerprint.length)
        .toSorted(),
    ).toEqual([13, 16]);
  });

  test("are at most a hundred for one file", async () => {
    const { recogniser } = await delivered(["Once-and-again-1"]);
    expect(leaksIn("Once-and-again-1\n".repeat(500), recogniser)).toHaveLength(100);
  });

  test("are no longer known once the secret was forgotten, or another one took its place", async () => {
    const { vault, recogniser } = await delivered(["First-secret-11!"]);
    const [{ credentialId } = expect.unreachable()] = recogniser.fingerprints;
    await vault.issued(undefined, connection, issuedOf(credentialId, "Second-secret-2!"), "proved");
    const text = "First-secret-11! Second-secret-2!";
    expect(read(text, await vault.recogniser())).toEqual(["Second-secret-2!"]);
    await vault.forget(connection, credentialId);
    expect(read(text, await vault.recogniser())).toEqual([]);
  });
});

describe("no false alarm", () => {
  test("in megabytes of random base64 and hex, with secrets of the same kinds", async () => {
    const secrets = [
      ...Array.from({ length: 20 }, () => randomBytes(32).toString("hex")),
      ...Array.from({ length: 20 }, () => randomBytes(24).toString("base64")),
    ];
    const { recogniser } = await delivered(secrets);
    for (const encoding of ["base64", "hex"] as const) {
      const corpus = randomBytes(2_000_000).toString(encoding);
      expect(leaksIn(corpus, recogniser)).toEqual([]);
      const [secret = ""] = secrets;
      const at = 1_234_567;
      expect(leaksIn(corpus.slice(0, at) + secret + corpus.slice(at), recogniser)).toMatchObject([
        { from: { line: 0, column: at } },
      ]);
    }
  });

  test("for all but a character of a secret", async () => {
    const [secret = ""] = SECRETS;
    const { recogniser } = await delivered([secret]);
    fc.assert(
      fc.property(
        fc.nat(secret.length - 1),
        fc.string({ unit: "grapheme-ascii", minLength: 1, maxLength: 1 }),
        (at, other) => {
          fc.pre(other !== secret.charAt(at));
          expect(leaksIn(`"${secret.slice(0, at)}${other}${secret.slice(at + 1)}"`, recogniser)).toEqual([]);
        },
      ),
      tries(400),
    );
  });
});

test("a vault without entries knows nothing, and makes no key for that", async () => {
  const { window, storage } = await scene();
  const recogniser = await window().recogniser();
  expect(recogniser.fingerprints).toEqual([]);
  expect(recogniser.copiesIn("anything")).toEqual([]);
  expect(storage.values.size).toBe(0);
});
