import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test, vi } from "vitest";
import { knownTabs, type KnownTabs } from "../../../extension/webviews/known-tabs.ts";

const file = (): string => join(mkdtempSync(join(tmpdir(), "keyporter-tabs-")), "tabs", "forms.json");
const open = (at: string): KnownTabs =>
  knownTabs(at, error => {
    throw error;
  });

test("a tab is found by its title in the next window", async () => {
  const at = file();
  open(at).remember("Create", { action: "create" });
  await vi.waitFor(() => expect(readFileSync(at, "utf8")).toContain("create"));
  expect(await open(at).find("Create")).toEqual([{ action: "create" }]);
  expect(await open(at).find("Edit")).toEqual([]);
});

test("the same tab opened twice is one, two of the same title are two", async () => {
  const tabs = open(file());
  tabs.remember("Create", { connection: 1 });
  tabs.remember("Create", { connection: 1 });
  tabs.remember("Create", { connection: 2 });
  expect(await tabs.find("Create")).toEqual([{ connection: 1 }, { connection: 2 }]);
});

test("a damaged file is as good as none", async () => {
  const at = file();
  const tabs = open(at);
  tabs.remember("Create", 1);
  await tabs.find("Create");
  writeFileSync(at, "[{");
  expect(await open(at).find("Create")).toEqual([]);
});

test("the oldest are forgotten", async () => {
  const tabs = open(file());
  for (let number = 0; number <= 100; number++) tabs.remember(`Tab ${number}`, number);
  expect(await tabs.find("Tab 0")).toEqual([]);
  expect(await tabs.find("Tab 100")).toEqual([100]);
});
