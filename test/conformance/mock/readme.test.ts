import { execFile, execFileSync } from "node:child_process";
import { mkdtemp, readFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startMockServer } from "../../../mock-server/mock.ts";
import type { MockServer } from "../../../mock-server/mock.ts";

/* The calls that the README shows, one after the other, as somebody would paste them. */

const run = promisify(execFile);
let mock: MockServer;
let folder: string;
let commands: readonly string[];
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "keyporter-readme-"));
  mock = await startMockServer();
  const readme = await readFile(new URL("../../../README.md", import.meta.url), "utf8");
  const blocks = [...readme.matchAll(/```sh\n([^`]*)```/g)].map(([, block = ""]) => block.replaceAll("\\\n", " "));
  commands = blocks.flatMap(block => block.split("\n")).filter(line => line.startsWith("curl "));
});
afterAll(() => mock.stop());

function hasCurl(): boolean {
  try {
    execFileSync("curl", ["--version"], { stdio: "ignore" });
    return process.platform !== "win32";
  } catch {
    return false;
  }
}

describe("the calls in the README", () => {
  it.runIf(hasCurl())("do what it says, none of them in the way of the next", async () => {
    expect(commands.length).toBeGreaterThan(10);
    for (const command of [...commands, ...commands]) {
      const here = command
        .replace("http://127.0.0.1:4010", mock.url)
        .replace("curl ", 'curl -sS -w "\\n%{http_code}" ');
      const { stdout } = await run("sh", ["-c", here], { cwd: folder });
      const status = Number(stdout.slice(stdout.lastIndexOf("\n") + 1));
      const announced = Number(/# (\d{3})/.exec(command)?.[1] ?? 200);
      expect([command, status === 201 || status === 204 ? 200 : status]).toEqual([command, announced]);
      if (command.includes("expectations")) expect(stdout).toContain('"met":true');
    }
  });
});
