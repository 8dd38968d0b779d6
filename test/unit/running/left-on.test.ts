import { spawnSync } from "node:child_process";
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { connectionId, credentialId } from "../../../extension/core/model.ts";
import { leftOn } from "../../../extension/running/left-on.ts";

const note = {
  connection: connectionId("c-1"),
  credential: credentialId("admin-key"),
  endsAt: new Date("2026-11-22T12:00:00.123Z"),
};

async function folder(): Promise<string> {
  const parent = await mkdtemp(join(tmpdir(), "keyporter-left-on-"));
  onTestFinished(() => rm(parent, { recursive: true }));
  return join(parent, "turned-on");
}

const now = new Date("2026-11-22T11:30:00Z");

/** What a process that is no more had written. */
async function ofDeadProcess(where: string): Promise<void> {
  const { pid } = spawnSync(process.execPath, ["--version"]);
  const [name = ""] = await readdir(where);
  const text = await readFile(join(where, name), "utf8");
  await writeFile(join(where, name), text.replace(`"pid":${process.pid}`, `"pid":${pid}`));
}

it("finds what a window that is no more left on, once", async () => {
  const where = await folder();
  await leftOn(where).write(note);
  await ofDeadProcess(where);
  const [found, ...others] = await leftOn(where).find(now);
  expect(found).toMatchObject(note);
  expect(others).toEqual([]);
  await found?.forget();
  expect(await leftOn(where).find(now)).toEqual([]);
});

it("finds it again where nobody could be told", async () => {
  const where = await folder();
  await leftOn(where).write(note);
  await ofDeadProcess(where);
  await leftOn(where).find(now);
  expect(await leftOn(where).find(now)).toHaveLength(1);
});

it("throws away what has ended by itself long ago", async () => {
  const where = await folder();
  await leftOn(where).write(note);
  await ofDeadProcess(where);
  expect(await leftOn(where).find(new Date("2026-11-24T12:00:00Z"))).toEqual([]);
  expect(await readdir(where)).toEqual([]);
});

it("leaves alone what a living window cares for", async () => {
  const where = await folder();
  await leftOn(where).write(note);
  expect(await leftOn(where).find(now)).toEqual([]);
  expect(await readdir(where)).toHaveLength(1);
});

it("forgets what was turned off", async () => {
  const where = await folder();
  const forget = await leftOn(where).write(note);
  await ofDeadProcess(where);
  await forget();
  expect(await leftOn(where).find(now)).toEqual([]);
});

it("throws a damaged note away instead of stumbling over it", async () => {
  const where = await folder();
  await leftOn(where).write(note);
  await writeFile(join(where, "half.json"), '{"version":1,"pi');
  expect(await leftOn(where).find(now)).toEqual([]);
  expect(await readdir(where)).toHaveLength(1);
});

it("is nobody else's to read", async () => {
  const where = await folder();
  await leftOn(where).write(note);
  const [name = ""] = await readdir(where);
  expect((await stat(where)).mode & 0o777).toBe(0o700);
  expect((await stat(join(where, name))).mode & 0o777).toBe(0o600);
});

it("finds nothing where nothing was ever turned on", async () => {
  expect(await leftOn(await folder()).find(now)).toEqual([]);
});
