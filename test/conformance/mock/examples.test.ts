import { execFile } from "node:child_process";
import { cpSync, mkdtempSync, mkdirSync, readFileSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { beforeAll, expect, it } from "vitest";

/* The examples of demo/ci, run as they stand, in a project that has the package as npm would have put it there. */

const root = fileURLToPath(new URL("../../..", import.meta.url));
const run = promisify(execFile);
let project: string;
beforeAll(() => {
  project = mkdtempSync(join(tmpdir(), "keyporter-examples-"));
  cpSync(join(root, "demo/ci"), project, { recursive: true });
  const modules = join(project, "node_modules");
  mkdirSync(join(modules, "keyporter"), { recursive: true });
  const manifest = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as { files: string[] };
  for (const file of ["package.json", ...manifest.files.filter(name => name.startsWith("dist/mock"))]) {
    cpSync(join(root, file), join(modules, "keyporter", file), { recursive: true });
  }
  for (const name of ["vitest", "mocha"])
    symlinkSync(join(root, "node_modules", name), join(modules, name), "junction");
});

it("the one for Vitest passes", { timeout: 60_000 }, async () => {
  const vitest = join(root, "node_modules/vitest/vitest.mjs");
  const env = { ...process.env, VITEST: undefined, VITEST_WORKER_ID: undefined };
  const { stdout } = await run(process.execPath, [vitest, "run", "--root", project, "vitest.test.mjs"], { env });
  expect(stdout).toMatch(/2 passed/);
});

it("the one for Mocha passes", { timeout: 60_000 }, async () => {
  const mocha = join(root, "node_modules/mocha/bin/mocha.js");
  const { stdout } = await run(process.execPath, [mocha, join(project, "mocha.test.mjs")], { cwd: project });
  expect(stdout).toMatch(/1 passing/);
});
