import { spawnSync } from "node:child_process";
import { randomUUID } from "node:crypto";
import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
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

const never = (file: string): never => {
  throw new Error(`nothing is damaged: ${file}`);
};
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
  await leftOn(where, never).write(note);
  await ofDeadProcess(where);
  const [found, ...others] = await leftOn(where, never).find(now);
  expect(found).toMatchObject(note);
  expect(others).toEqual([]);
  await found?.forget();
  expect(await leftOn(where, never).find(now)).toEqual([]);
});

it("finds it again where nobody could be told", async () => {
  const where = await folder();
  await leftOn(where, never).write(note);
  await ofDeadProcess(where);
  await leftOn(where, never).find(now);
  expect(await leftOn(where, never).find(now)).toHaveLength(1);
});

it("throws away what has ended by itself long ago", async () => {
  const where = await folder();
  await leftOn(where, never).write(note);
  await ofDeadProcess(where);
  expect(await leftOn(where, never).find(new Date("2026-11-24T12:00:00Z"))).toEqual([]);
  expect(await readdir(where)).toEqual([]);
});

it("leaves alone what a living window cares for", async () => {
  const where = await folder();
  await leftOn(where, never).write(note);
  expect(await leftOn(where, never).find(now)).toEqual([]);
  expect(await readdir(where)).toHaveLength(1);
});

it("forgets what was turned off", async () => {
  const where = await folder();
  const forget = await leftOn(where, never).write(note);
  await ofDeadProcess(where);
  await forget();
  expect(await leftOn(where, never).find(now)).toEqual([]);
});

it.each([
  ["cut off", '{"version":1,"pi'],
  ["of a later version", '{"version":2,"pid":1}'],
  [
    "about no time at all",
    JSON.stringify({ version: 1, pid: 1, connection: "c-1", credential: "admin-key", endsAt: "soon" }),
  ],
])("keeps a note aside that is %s, says where, and finds the others", async (_, text) => {
  const where = await folder();
  await leftOn(where, never).write(note);
  await ofDeadProcess(where);
  const name = `${randomUUID()}.json`;
  await writeFile(join(where, name), text);
  const told: string[] = [];
  expect(await leftOn(where, file => told.push(file)).find(now)).toMatchObject([note]);
  expect(told).toEqual([join(where, "damaged", name)]);
  expect(await readFile(join(where, "damaged", name), "utf8")).toBe(text);
  expect(await leftOn(where, never).find(now)).toHaveLength(1);
});

it("says so where the notes can't be looked at, instead of finding none", async () => {
  const where = await folder();
  await writeFile(where, "no folder");
  await expect(leftOn(where, never).find(now)).rejects.toThrow("ENOTDIR");
});

it("leaves a note where it is that can't be read now, says where, and finds the others", async () => {
  const where = await folder();
  await leftOn(where, never).write(note);
  await ofDeadProcess(where);
  const name = `${randomUUID()}.json`;
  await mkdir(join(where, name));
  const told: string[] = [];
  expect(await leftOn(where, file => told.push(file)).find(now)).toHaveLength(1);
  expect(told).toEqual([join(where, name)]);
  expect(await readdir(where)).toContain(name);
});

it("is nobody else's to read", async () => {
  const where = await folder();
  await leftOn(where, never).write(note);
  const [name = ""] = await readdir(where);
  expect((await stat(where)).mode & 0o777).toBe(0o700);
  expect((await stat(join(where, name))).mode & 0o777).toBe(0o600);
});

it("finds nothing where nothing was ever turned on", async () => {
  expect(await leftOn(await folder(), never).find(now)).toEqual([]);
});
