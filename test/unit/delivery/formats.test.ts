import { parse } from "dotenv";
import fc from "fast-check";
import { execFileSync } from "node:child_process";
import { describe, expect, test, vi } from "vitest";
import { Secret } from "../../../extension/core/secret.ts";
import { type Format, formatted } from "../../../extension/delivery/formats.ts";
import { suggestNames } from "../../../extension/delivery/variable-names.ts";
import { PATIENCE_MS, slowTries, tries } from "../../tries.ts";

// Many runs, or programs of the machine's, which may be busy.
vi.setConfig({ testTimeout: PATIENCE_MS });

const names = { clientId: "NIGHTLY_CLIENT_ID", secret: "NIGHTLY_CLIENT_SECRET" };
const written = (format: Format, secret: string, clientId: string | undefined = "abc123"): string | undefined =>
  formatted(format, { clientId, secret: new Secret(secret), names })?.reveal();

describe("the formats", () => {
  test("of an ordinary secret", () => {
    expect(written("value", "s3cret-Value")).toBe("s3cret-Value");
    expect(written("lines", "s3cret-Value")).toBe("NIGHTLY_CLIENT_ID=abc123\nNIGHTLY_CLIENT_SECRET=s3cret-Value\n");
    expect(written("export", "it's")).toBe(
      "export NIGHTLY_CLIENT_ID=abc123\nexport NIGHTLY_CLIENT_SECRET='it'\\''s'\n",
    );
    expect(JSON.parse(written("json", 'a"b') ?? "")).toEqual({ clientId: "abc123", clientSecret: 'a"b' });
  });

  test("where there is no client ID, only the secret", () => {
    expect(formatted("lines", { clientId: undefined, secret: new Secret("x"), names })?.reveal()).toBe(
      "NIGHTLY_CLIENT_SECRET=x\n",
    );
  });

  test("what is copied prints as little as the secret itself", () => {
    const copied = formatted("json", { clientId: "abc", secret: new Secret("canary"), names });
    expect(String(copied) + JSON.stringify(copied)).not.toContain("canary");
  });

  test("lines that dotenv can't read back are not given", () => {
    expect(written("lines", "a'b\"c`d#e")).toBeUndefined();
  });

  test("dotenv reads the lines back exactly", () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[ -~]{1,30}$/u), secret => {
        const lines = written("lines", secret);
        if (lines !== undefined)
          expect(parse(lines)).toEqual({ NIGHTLY_CLIENT_ID: "abc123", NIGHTLY_CLIENT_SECRET: secret });
      }),
      tries(100),
    );
  });

  test.skipIf(process.platform === "win32")("a shell reads the export lines back exactly", () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[ -~\n\té]{1,30}$/u), secret => {
        const script = `${written("export", secret) ?? ""}printf %s "$NIGHTLY_CLIENT_SECRET"`;
        expect(execFileSync("sh", ["-c", script], { encoding: "utf8" })).toBe(secret);
      }),
      slowTries(40),
    );
  });
});

describe("the names that are proposed", () => {
  test.each([
    ["Nightly sync", "NIGHTLY_SYNC_CLIENT_ID"],
    ["myKey03", "MY_KEY03_CLIENT_ID"],
    ["Çağrı merkezi paneli ✅", "CAGRI_MERKEZI_PANELI_CLIENT_ID"],
    ["2024 report", "KEY_2024_REPORT_CLIENT_ID"],
    ["データ", "KEY_CLIENT_ID"],
    ["$(rm -rf /)", "RM_RF_CLIENT_ID"],
    ["", "KEY_CLIENT_ID"],
  ])("for “%s”", (label, clientId) => {
    expect(suggestNames(label)).toEqual({ clientId, secret: clientId.replace(/_ID$/u, "_SECRET") });
  });

  test("are names for any label", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), label => {
        expect(suggestNames(label).clientId).toMatch(/^[A-Z_][A-Z0-9_]*$/u);
      }),
      tries(100),
    );
  });
});
