import { expect, test } from "@playwright/test";
import { execFile, spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { freePort } from "../../free-port.ts";
import { CredentialsView } from "../harness/credentials-view.ts";
import { screenshotsOf } from "../harness/screenshots.ts";
import { waitForWorkbench } from "../harness/vscode-window.ts";
import { Workbench } from "../harness/workbench.ts";
import { CLICKS, delivered, deliverASecret, SECONDS } from "./newcomer.ts";

/* `npm run newcomer`: the README's own commands, from `git clone` on, in a folder where nothing is, and what each step takes. */

const repository = join(import.meta.dirname, "../../..");

test.use({ viewport: { width: 1280, height: 820 } });

test("from a clone to a delivered secret", async ({ page }, info) => {
  test.setTimeout(900_000);
  const folder = await mkdtemp(join(tmpdir(), "keyporter-newcomer-"));
  const steps: [string, number][] = [];
  const timed = async <Result>(name: string, work: () => Promise<Result>): Promise<Result> => {
    const begun = Date.now();
    const result = await work();
    steps.push([name, (Date.now() - begun) / 1000]);
    return result;
  };
  let started: ChildProcess | undefined;
  try {
    const clone = join(folder, "keyporter");
    await timed("git clone", () => promisify(execFile)("git", ["clone", "--quiet", repository, clone]));
    const link = await timed("npm start, until it prints the address", async () => {
      started = spawn("npm", ["start", "--", "--web", "--port", String(await freePort())], {
        cwd: clone,
        // Its own group, because it starts programs that must end with it.
        detached: true,
        env: ownEnvironment(),
        stdio: ["ignore", "pipe", "inherit"],
      });
      return linkOf(started);
    });
    await timed("open it, until VS Code stands", async () => {
      await page.goto(link);
      await waitForWorkbench(page);
    });
    const snap = screenshotsOf(() => page, info);
    const run = await deliverASecret(new CredentialsView(page), new Workbench(page), snap);
    steps.push([`${run.clicks} clicks, to the secret in .env`, run.seconds]);
    expect(await readFile(join(clone, "demo/.env"), "utf8")).toMatch(delivered);
    const seconds = steps.reduce((sum, [, each]) => sum + each, 0);
    for (const [name, each] of [...steps, ["altogether", seconds] as const])
      console.log(`${each.toFixed(1).padStart(7)} s  ${name}`);
    expect(run.clicks).toBeLessThan(CLICKS);
    expect(seconds).toBeLessThan(SECONDS);
  } finally {
    if (started?.pid !== undefined && started.exitCode === null) {
      const closed = once(started, "close");
      process.kill(-started.pid, "SIGINT");
      await closed;
    }
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  }
});

/** What a person's terminal has: nothing of the npm that runs this. */
const ownEnvironment = (): NodeJS.ProcessEnv =>
  Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^(npm_|KEYPORTER_|CI$)/i.test(name)));

/** The address that signs in, as `npm start` prints it. */
async function linkOf(child: ChildProcess): Promise<string> {
  let said = "";
  return new Promise((resolve, reject) => {
    child.stdout?.on("data", (chunk: Buffer) => {
      said += chunk.toString();
      const link = /Open\s+(http:\/\/127\.0\.0\.1:\d+\/\S+)/u.exec(said)?.[1];
      if (link !== undefined) resolve(link);
    });
    child.once("close", () => reject(new Error(`npm start ended without an address:\n${said}`)));
    child.once("error", reject);
  });
}
