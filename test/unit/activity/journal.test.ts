import { execFile } from "node:child_process";
import { appendFile, mkdtemp, readFile, rm, stat, truncate, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { describe, expect, onTestFinished, test } from "vitest";
import { journal } from "../../../extension/activity/journal.ts";
import { entry } from "./samples.ts";

async function folder(): Promise<string> {
  const made = await mkdtemp(join(tmpdir(), "keyporter-activity-"));
  onTestFinished(() => rm(made, { recursive: true, force: true }));
  return made;
}
const titles = async (of: string, largest?: number): Promise<readonly string[]> =>
  (await journal(of, largest).read()).entries.map(({ title }) => title);

describe("the journal", () => {
  test("keeps what was added in its order, in a file for this person only", async () => {
    const place = join(await folder(), "not there yet");
    const mine = journal(place);
    await Promise.all([mine.append(entry("one")), mine.append(entry("two")), mine.append(entry("three"))]);
    expect(await titles(place)).toEqual(["one", "two", "three"]);
    expect((await stat(join(place, "activity.jsonl"))).mode & 0o777).toBe(0o600);
  });

  test("is empty before anything was done, and reading makes no file", async () => {
    const place = await folder();
    expect(await journal(place).read()).toEqual({ entries: [], unreadable: 0 });
    await expect(stat(join(place, "activity.jsonl"))).rejects.toThrow("ENOENT");
  });

  test("is read despite half a line that a crash left, and the next line is whole", async () => {
    const place = await folder();
    const file = join(place, "activity.jsonl");
    await journal(place).append(entry("one"));
    await journal(place).append(entry("half"));
    await truncate(file, (await stat(file)).size - 25);
    await journal(place).append(entry("after"));
    expect(await journal(place).read()).toMatchObject({
      entries: [{ title: "one" }, { title: "after" }],
      unreadable: 1,
    });
  });

  test("counts lines of a later version, and shows the others", async () => {
    const place = await folder();
    await journal(place).append(entry("one"));
    await appendFile(join(place, "activity.jsonl"), `${JSON.stringify({ ...entry("later"), version: 2 })}\n`);
    expect(await journal(place).read()).toMatchObject({ entries: [{ title: "one" }], unreadable: 1 });
  });

  test("is bounded: the newest are kept, in two files of that size", async () => {
    const place = await folder();
    const limit = 2000;
    const mine = journal(place, limit);
    for (let index = 0; index < 100; index++) await mine.append(entry(`entry ${index}`));
    const kept = await titles(place, limit);
    expect(kept.at(-1)).toBe("entry 99");
    expect(kept.length).toBeGreaterThan(8);
    expect(kept).toEqual(Array.from({ length: kept.length }, (_, index) => `entry ${100 - kept.length + index}`));
    for (const name of ["activity.jsonl", "activity.1.jsonl"])
      expect((await stat(join(place, name))).size).toBeLessThan(limit + 300);
  });

  test("goes on while another window puts the full file aside, and after that window crashed over it", async () => {
    const place = await folder();
    const lock = join(place, "activity.lock");
    const mine = journal(place, 500);
    await writeFile(lock, "");
    for (let index = 0; index < 5; index++) await mine.append(entry(`entry ${index}`));
    await expect(stat(join(place, "activity.1.jsonl"))).rejects.toThrow("ENOENT");
    expect(await titles(place)).toHaveLength(5);
    await utimes(lock, new Date(0), new Date(0));
    await mine.append(entry("takes the old lock away"));
    await mine.append(entry("puts the file aside"));
    expect((await stat(join(place, "activity.1.jsonl"))).size).toBeGreaterThan(500);
    expect(await titles(place)).toHaveLength(7);
  });

  test("is cleared for all windows", async () => {
    const place = await folder();
    const [mine, other] = [journal(place, 500), journal(place, 500)];
    for (let index = 0; index < 10; index++) await mine.append(entry(`entry ${index}`));
    await other.clear();
    expect(await titles(place)).toEqual([]);
    await mine.append(entry("after"));
    expect(await titles(place)).toEqual(["after"]);
  });

  test("of windows that write at once has every line of each, whole", async () => {
    const place = await folder();
    const script = fileURLToPath(new URL("append.ts", import.meta.url));
    const run = promisify(execFile);
    await Promise.all(
      ["a", "b", "c"].map(name => run(process.execPath, ["--no-warnings", script, place, name, "150"])),
    );
    const { entries, unreadable } = await journal(place).read();
    expect(unreadable).toBe(0);
    for (const name of ["a", "b", "c"]) {
      const mine = entries.filter(({ title }) => title.startsWith(`${name} `)).map(({ title }) => title.split(" ")[1]);
      expect(mine).toEqual(Array.from({ length: 150 }, (_, index) => String(index)));
    }
    expect(await readFile(join(place, "activity.jsonl"), "utf8")).toMatch(/\n$/);
  }, 30_000);
});
