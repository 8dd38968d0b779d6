import { mkdtemp, readFile, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeEach, describe, expect, it } from "vitest";
import { durableJsonFile } from "../../../mock-server/store/durable-json-file.ts";

interface Counter {
  count: number;
}

describe("the file that lowdb writes to", () => {
  let folder: string;
  let file: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "keyporter-file-"));
    file = join(folder, "state.json");
  });
  const open = () => durableJsonFile<Counter>(file, `${file}.bak`, null);
  const onDisk = async () => (JSON.parse(await readFile(file, "utf8")) as Counter).count;

  it("holds a change by the time its write resolves", async () => {
    const adapter = open();
    const state = { count: 0 };
    await Promise.all(
      Array.from({ length: 200 }, async (_, index) => {
        if (index % 7 === 0) await new Promise(setImmediate);
        state.count += 1;
        const mine = state.count;
        await adapter.write(state);
        expect(await onDisk()).toBeGreaterThanOrEqual(mine);
      }),
    );
    expect(await onDisk()).toBe(200);
  });

  it("lets writes that come together share one save", async () => {
    const adapter = open();
    let turnedToText = 0;
    const state = { count: 1, toJSON: () => ({ count: (turnedToText += 1) }) };
    await Promise.all(Array.from({ length: 100 }, () => adapter.write(state)));
    expect(turnedToText).toBeLessThanOrEqual(2);
  });

  it("tells of a failure whoever was part of it, and nobody else", async () => {
    const adapter = open();
    await adapter.write({ count: 1 });
    await rm(folder, { recursive: true });
    await expect(adapter.write({ count: 2 })).rejects.toThrow("ENOENT");
    await adapter.settled();
    folder = await mkdtemp(join(tmpdir(), "keyporter-file-"));
    file = join(folder, "state.json");
    const other = open();
    await expect(Promise.all([other.write({ count: 3 }), other.write({ count: 4 })])).resolves.toHaveLength(2);
    expect(await onDisk()).toBe(4);
  });

  it("keeps the version before as a backup, and no other file", async () => {
    const adapter = open();
    for (const count of [1, 2, 3]) await adapter.write({ count });
    await adapter.settled();
    expect((await readdir(folder)).sort()).toEqual(["state.json", "state.json.bak"]);
    expect(JSON.parse(await readFile(`${file}.bak`, "utf8"))).toEqual({ count: 2 });
  });
});
