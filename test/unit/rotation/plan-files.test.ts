import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { connectionId, credentialId } from "../../../extension/core/model.ts";
import type { Plan } from "../../../extension/rotation/plan.ts";
import { planFiles } from "../../../extension/rotation/plan-files.ts";

const plan: Plan = {
  connectionId: connectionId("c-1"),
  id: credentialId("apiClients/a"),
  server: "https://iam.example",
  old: { label: "Nightly", clientId: "abc" },
  startedAt: 1,
  twin: { state: "created", id: credentialId("apiClients/b"), label: "Nightly", clientId: "def", at: 2, notes: ["x"] },
  deliveredAt: 3,
  confirmedAt: 4,
};

function folder() {
  const path = mkdtempSync(join(tmpdir(), "keyporter-plans-"));
  onTestFinished(() => rmSync(path, { recursive: true }));
  const damaged: string[] = [];
  const another = () => planFiles(join(path, "rotations"), file => damaged.push(file));
  return { path: join(path, "rotations"), damaged, another };
}

test("what one window keeps another one finds, until it is removed", async () => {
  const { another } = folder();
  expect(await another().load(plan)).toBeUndefined();
  expect(await another().all()).toEqual([]);
  await another().save(plan);
  expect(await another().load(plan)).toEqual(plan);
  await another().remove(plan);
  expect(await another().load(plan)).toBeUndefined();
});

test("there is one for each credential of each connection, the oldest first", async () => {
  const { another } = folder();
  const other: Plan = { ...plan, connectionId: connectionId("c-2"), startedAt: 0, twin: { state: "none" } };
  await another().save(plan);
  await another().save(other);
  await another().save({ ...plan, deliveredAt: 5 });
  expect(await another().all()).toEqual([other, { ...plan, deliveredAt: 5 }]);
});

test.each([
  ["half a file", '{"version":1,"plan":{"connec'],
  ["a version that is not known here", '{"version":2,"plan":{}}'],
])("one that can't be read is set aside and never overwritten: %s", async (_what, text) => {
  const { another, path, damaged } = folder();
  await another().save(plan);
  const [name = ""] = readdirSync(path);
  writeFileSync(join(path, name), text);
  expect(await another().all()).toEqual([]);
  expect(damaged).toEqual([join(path, "damaged", name)]);
  await another().save(plan);
  expect(readdirSync(join(path, "damaged"))).toEqual([name]);
});
