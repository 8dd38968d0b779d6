import { spawnSync } from "node:child_process";
import { mkdtemp, readdir, rm, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { describe, expect, onTestFinished, test } from "vitest";
import { afterOthers, whileClaimed } from "../../../extension/vault/claim.ts";

async function claim(): Promise<{ readonly file: string; readonly files: () => Promise<readonly string[]> }> {
  const folder = await mkdtemp(join(tmpdir(), "keyporter-claim-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  return { file: join(folder, "claim"), files: () => readdir(folder) };
}

const deadPid = (): number => spawnSync(process.execPath, ["--version"]).pid;

/** As a process that is no more has left it. */
const abandon = (file: string, pid = deadPid()): Promise<void> => writeFile(file, JSON.stringify({ pid }));

/** Counts how many are at it at the same time. */
function work() {
  const seen = { now: 0, most: 0, done: 0 };
  const run = async (): Promise<string> => {
    seen.most = Math.max(seen.most, ++seen.now);
    await delay(5);
    seen.now--;
    seen.done++;
    return "done";
  };
  return { seen, run };
}

describe("a claim", () => {
  test("lets one in, the others not, and the next one afterwards", async () => {
    const { file, files } = await claim();
    const { seen, run } = work();
    const results = await Promise.all(Array.from({ length: 10 }, () => whileClaimed(file, run)));
    expect(results.filter(result => result === "done")).toHaveLength(1);
    expect(await whileClaimed(file, run)).toBe("done");
    expect(seen.most).toBe(1);
    expect(await files()).toEqual([]);
  });

  test("is given back where the work fails", async () => {
    const { file, files } = await claim();
    await expect(whileClaimed(file, () => Promise.reject(new Error("no")))).rejects.toThrow("no");
    expect(await files()).toEqual([]);
  });

  test("that a crash left behind is taken over by one, however many find it", { timeout: 30_000 }, async () => {
    const pid = deadPid();
    for (let round = 0; round < 40; round++) {
      const { file } = await claim();
      await abandon(file, pid);
      const { seen, run } = work();
      const come = async (): Promise<void> => {
        await delay(Math.random() * 4);
        await whileClaimed(file, run);
      };
      await Promise.all(Array.from({ length: 30 }, come));
      expect(seen.most).toBe(1);
    }
  });

  test("is taken over also where a crash stopped somebody who was about to", async () => {
    const { file } = await claim();
    const { run } = work();
    await abandon(file);
    await writeFile(`${file}.removing`, "");
    expect(await whileClaimed(file, run)).toBeUndefined();
    const before = new Date(Date.now() - 11_000);
    await utimes(`${file}.removing`, before, before);
    expect(await afterOthers(file, run)).toBe("done");
  });

  test("lets all in who wait, one after the other, also past what a crash left", async () => {
    const { file } = await claim();
    await abandon(file);
    const { seen, run } = work();
    await Promise.all(Array.from({ length: 8 }, () => afterOthers(file, run)));
    expect([seen.most, seen.done]).toEqual([1, 8]);
  });

  test("that was held for too long is lost, and whoever held it leaves the next one's alone", async () => {
    const { file, files } = await claim();
    const { run } = work();
    const outcome = await whileClaimed(file, async () => {
      const long = new Date(Date.now() - 6 * 60_000);
      await utimes(file, long, long);
      return whileClaimed(file, async () => {
        const kept = await readdir(join(file, ".."));
        return { kept };
      });
    });
    expect(outcome?.kept).toEqual(["claim"]);
    expect(await files()).toEqual([]);

    let isTheirs: readonly string[] = [];
    let release = (): void => undefined;
    const slow = whileClaimed(file, () => new Promise<void>(resolve => (release = resolve)));
    await expect.poll(files).toEqual(["claim"]);
    const long = new Date(Date.now() - 6 * 60_000);
    await utimes(file, long, long);
    await whileClaimed(file, async () => {
      release();
      await slow;
      isTheirs = await files();
    });
    expect(isTheirs).toEqual(["claim"]);
    expect(await whileClaimed(file, run)).toBe("done");
  });
});
