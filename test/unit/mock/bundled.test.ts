import { readFile, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import * as v from "valibot";
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { describeError } from "../../../extension/core/errors.ts";
import { type BundledMock, bundledMock, type BundledMockOptions } from "../../../extension/mock/bundled.ts";
import type { MockStatus } from "../../../extension/mock/status.ts";
import { bundleMock } from "../../bundle-mock.ts";
import { failure } from "../core/failure.ts";

const health = v.object({ status: v.string(), pid: v.number(), db: v.string(), seed: v.string() });

let folder: string;
let script: string;

/** The mock server as one file, as the extension has it in `dist/`. */
beforeAll(async () => {
  script = await bundleMock();
  folder = dirname(script);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

function bundled(options: Partial<BundledMockOptions> = {}): { readonly mock: BundledMock; readonly log: string[] } {
  const log: string[] = [];
  const mock = bundledMock({ script, log: line => log.push(line), ...options });
  onTestFinished(() => mock.dispose());
  return { mock, log };
}

const about = async (url: string) => v.parse(health, await (await fetch(`${url}/__mock/health`)).json());

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

async function ended(pid: number): Promise<void> {
  await expect.poll(() => isAlive(pid), { timeout: 5000 }).toBe(false);
}

/** Some script in the mock server's place. */
async function scriptOf(name: string, text: string): Promise<string> {
  const file = join(folder, name);
  await writeFile(file, text);
  return file;
}

describe("the bundled mock server", { timeout: 20_000 }, () => {
  test("does not start before somebody asks", async () => {
    const { log } = bundled();
    await new Promise(resolve => setTimeout(resolve, 100));
    expect(log).toEqual([]);
  });

  test("starts once for all who ask at the same time, with the demo seed, in memory", async () => {
    const { mock, log } = bundled();
    const urls = await Promise.all(Array.from({ length: 10 }, () => mock.url()));
    expect(new Set(urls).size).toBe(1);
    const [url = ""] = urls;
    expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/u);
    expect(await about(url)).toMatchObject({ status: "ok", seed: "demo", db: "memory" });
    expect(log.filter(line => line.includes("listens at"))).toEqual([`mock server listens at ${url}`]);
    expect(await mock.url()).toBe(url);
  });

  test("keeps its state in the file it was given", async () => {
    const database = join(folder, "state.json");
    const { mock } = bundled({ database });
    expect((await about(await mock.url())).db).toBe(database);
    expect(await readFile(database, "utf8")).toContain("demo-confidence-client");
  });

  test("tells where its state file is kept that was damaged, and goes on with the last good copy", async () => {
    const database = join(folder, "damaged.json");
    const first = bundled({ database });
    await first.mock.url();
    await first.mock.stop();
    const whole = await readFile(database, "utf8");
    await writeFile(`${database}.bak`, whole);
    await writeFile(database, whole.slice(0, whole.length / 2));
    const seen: MockStatus[] = [];
    const second = bundled({ database, changed: status => seen.push(status) });
    await second.mock.url();
    const aside = expect.stringContaining(`${database}.damaged-`) as unknown;
    expect(seen.at(-1)).toMatchObject({ type: "running", damaged: aside });
    expect(await readFile(database, "utf8")).toBe(whole);
  });

  test("that was killed is started again when next asked, at another address", async () => {
    const { mock, log } = bundled();
    const first = await mock.url();
    const { pid } = await about(first);
    process.kill(pid, "SIGKILL");
    await ended(pid);
    await expect.poll(() => log.some(line => line === "mock server ended (SIGKILL)")).toBe(true);
    const second = await mock.url();
    expect((await about(second)).pid).not.toBe(pid);
  });

  test("ends when it is disposed, and stays so", async () => {
    const { mock } = bundled();
    const { pid } = await about(await mock.url());
    mock.dispose();
    await ended(pid);
    expect((await failure(mock.url())).kind).toBe("cancelled");
  });

  test("that is disposed while it starts leaves nobody waiting and nothing running", async () => {
    const { mock, log } = bundled();
    const starting = failure(mock.url());
    mock.dispose();
    expect((await starting).message).toMatch("The bundled mock server stopped while it was starting.");
    expect(log.join("\n")).not.toContain("listens at");
  });
});

describe("what the bundled mock server is doing", { timeout: 20_000 }, () => {
  function watched(options: Partial<BundledMockOptions> = {}) {
    const states: MockStatus[] = [];
    const { mock } = bundled({ changed: status => states.push(status), ...options });
    return { mock, states };
  }

  test("is told: it starts, it runs, a person stops it, it starts again on the same state", async () => {
    const { mock, states } = watched({ database: join(folder, "told.json") });
    const url = await mock.url();
    expect(states).toMatchObject([{ type: "starting" }, { type: "running", url }]);
    await fetch(`${url}/v1/apiClients`, {
      method: "POST",
      headers: { "authorization": "Bearer demo-confidence-token", "content-type": "application/json" },
      body: JSON.stringify({ displayName: "outlives a stop" }),
    });
    await mock.stop();
    expect(states.at(-1)).toEqual({ type: "stopped" });
    const list = await fetch(`${await mock.url()}/v1/apiClients`, {
      headers: { authorization: "Bearer demo-confidence-token" },
    });
    expect(await list.text()).toContain("outlives a stop");
  });

  test("one that is asked for while another one ends starts once that has let go of the state", async () => {
    const { mock, states } = watched({ database: join(folder, "ending.json") });
    await mock.url();
    const stopping = mock.stop();
    const urls = await Promise.all([mock.url(), mock.url()]);
    await stopping;
    expect(new Set(urls).size).toBe(1);
    expect(states.map(({ type }) => type)).toEqual(["starting", "running", "stopped", "starting", "running"]);
    expect(await about(urls[0])).toMatchObject({ status: "ok" });
  });

  test("is told when it ends and nobody asked it to", async () => {
    const { mock, states } = watched();
    process.kill((await about(await mock.url())).pid, "SIGKILL");
    await expect.poll(() => states.at(-1)).toEqual({ type: "ended", how: "SIGKILL" });
  });

  test("is told when it can't start", async () => {
    const { mock, states } = watched({ script: await scriptOf("told.mjs", "process.exit(2);") });
    await failure(mock.url());
    expect(states.map(({ type }) => type)).toEqual(["starting", "failed"]);
  });

  test("stopping what does not run is nothing", async () => {
    const { mock, states } = watched();
    await mock.stop();
    expect(states).toEqual([]);
  });
});

describe("one that can't start says why, and what to do", { timeout: 20_000 }, () => {
  test("its file is missing", async () => {
    const { mock } = bundled({ script: join(folder, "gone.mjs") });
    const error = await failure(mock.url());
    expect(error.kind).toBe("unavailable");
    expect(describeError(error)).toBe(
      "The bundled mock server is missing from this installation. Install Keyporter again.",
    );
  });

  test("it ends at once with a reason", async () => {
    const broken = await scriptOf(
      "broken.mjs",
      'process.stderr.write("the state file is damaged\\n"); process.exit(2);',
    );
    const { mock, log } = bundled({ script: broken });
    for (let attempt = 1; attempt <= 5; attempt++) {
      const error = await failure(mock.url());
      expect(describeError(error)).toBe(
        "The bundled mock server stopped while it was starting. the state file is damaged",
      );
    }
    expect(log).toContain("mock server: the state file is damaged");
  });

  test("it says something else than its address", async () => {
    const { mock } = bundled({
      script: await scriptOf("chatty.mjs", 'console.log("hello"); setInterval(() => {}, 1000);'),
    });
    expect(describeError(await failure(mock.url()))).toBe(
      "The bundled mock server did not say where it listens. Show the log for details.",
    );
  });

  test("and after that it can be tried again", async () => {
    const file = await scriptOf("later.mjs", "process.exit(2);");
    const { mock } = bundled({ script: file });
    await failure(mock.url());
    await writeFile(file, await readFile(script));
    expect((await about(await mock.url())).status).toBe("ok");
  });
});
