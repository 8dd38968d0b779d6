import fc from "fast-check";
import { execFileSync, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { realpath } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeEach, describe, expect, onTestFinished, test, vi } from "vitest";
import { withIgnored } from "../../../extension/delivery/ignore-line.ts";
import { isLink, isWithin, realPlace } from "../../../extension/delivery/real-place.ts";
import { PATIENCE_MS, slowTries } from "../../tries.ts";

// Many runs, or programs of the machine's, which may be busy.
vi.setConfig({ testTimeout: PATIENCE_MS });

let folder = "";
beforeEach(async () => {
  folder = await realpath(mkdtempSync(join(tmpdir(), "keyporter-delivery-")));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
});

describe("a line more in .gitignore", () => {
  test.each([
    ["a new file", "", "/.env\n"],
    ["a file with a final line end", "dist\n", "dist\n/.env\n"],
    ["one without", "dist", "dist\n/.env"],
    ["CRLF", "dist\r\n", "dist\r\n/.env\r\n"],
    ["CRLF without a final line end", "a\r\nb", "a\r\nb\r\n/.env"],
    ["only a BOM", "\uFEFF", "\uFEFF/.env\n"],
  ])("%s", (_, before, after) => {
    expect(withIgnored(before, ".env")).toBe(after);
  });

  test.each([".env.a\n!.env", "sub\n!x/.env", ".env\r", "a\r\nb"])("is none for %j, which would be two", path => {
    expect(() => withIgnored("dist\n", path)).toThrow("has a line break in its name");
  });

  const noGit = spawnSync("git", ["--version"]).status !== 0;
  test.skipIf(noGit)("is one that git reads as meant, whatever the file is called", () => {
    execFileSync("git", ["init", "-q", folder]);
    const name = fc.stringMatching(/^[ !#*?[\]{}a-c.$'"(]{1,8}$/u).filter(text => !/^\.{1,2}$/u.test(text));
    fc.assert(
      fc.property(fc.constantFrom("", "dist\n", "dist\r\nout"), name, (before, file) => {
        writeFileSync(join(folder, ".gitignore"), withIgnored(before, `sub/${file}`));
        const ignored = (path: string): boolean =>
          spawnSync("git", ["-C", folder, "check-ignore", "-q", "--", path]).status === 0;
        expect(ignored(`sub/${file}`)).toBe(true);
        expect(ignored(`sub/${file}x`)).toBe(false);
        expect(ignored(`other/${file}`)).toBe(false);
      }),
      slowTries(40),
    );
  });
});

describe.skipIf(process.platform === "win32")("where a file really is", () => {
  test("a plain file, and one that is not there yet", async () => {
    writeFileSync(join(folder, ".env"), "");
    expect(await realPlace(join(folder, ".env"))).toBe(join(folder, ".env"));
    expect(await realPlace(join(folder, "new", ".env"))).toBe(join(folder, "new", ".env"));
    expect(await isLink(join(folder, ".env"))).toBe(false);
  });

  test("links are followed: of files, of folders on the way, to what is not there, in a circle", async () => {
    mkdirSync(join(folder, "far"));
    writeFileSync(join(folder, "far/target"), "");
    symlinkSync("far/target", join(folder, "file"));
    symlinkSync(join(folder, "far"), join(folder, "way"));
    symlinkSync("far/missing", join(folder, "dangling"));
    symlinkSync("round", join(folder, "round"));
    expect(await realPlace(join(folder, "file"))).toBe(join(folder, "far/target"));
    expect(await realPlace(join(folder, "way/.env"))).toBe(join(folder, "far/.env"));
    expect(await realPlace(join(folder, "dangling"))).toBe(join(folder, "far/missing"));
    expect(await realPlace(join(folder, "round"))).toBe(join(folder, "round"));
    expect(await isLink(join(folder, "dangling"))).toBe(true);
  });

  test.each([
    ["/a/b", "/a/b/c", true],
    ["/a/b", "/a/b", true],
    ["/a/b", "/a/bc", false],
    ["/a/b", "/a", false],
    ["/a/b", "/a/b/..hidden", true],
  ])("in %s is %s: %s", (outer, inner, within) => {
    expect(isWithin(outer, inner)).toBe(within);
  });
});
