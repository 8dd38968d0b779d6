import { mkdir, mkdtemp, readdir, readFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { secretTarget } from "../../../extension/cli/secret-target.ts";
import { Secret } from "../../../extension/core/secret.ts";

const place = async (): Promise<string> => mkdtemp(join(tmpdir(), "keyporter-target-"));

test("what is put down ahead is beside the file until it is delivered, and goes where it is not", async () => {
  const folder = await place();
  const file = join(folder, "secret");
  const dropped = secretTarget({ "secret-file": file });
  dropped.ahead(new Secret("made ahead"));
  const [draft = ""] = await readdir(folder);
  expect([draft, await readFile(join(folder, draft), "utf8")]).toEqual([`secret.${process.pid}.new`, "made ahead"]);
  dropped.drop();
  expect(await readdir(folder)).toEqual([]);

  const delivered = secretTarget({ "secret-file": file });
  delivered.ahead(new Secret("made ahead"));
  delivered.deliver(new Secret("issued"));
  delivered.drop();
  expect([await readdir(folder), await readFile(file, "utf8")]).toEqual([["secret"], "issued"]);
});

test("a secret that can't be moved to its place is kept, and it is said where", async () => {
  const folder = await place();
  const file = join(folder, "secret");
  const target = secretTarget({ "secret-file": file });
  await mkdir(file);
  const draft = `${file}.${process.pid}.new`;
  expect(() => target.deliver(new Secret("issued"))).toThrow(`the secret is in ${draft}`);
  target.drop();
  expect(await readFile(draft, "utf8")).toBe("issued");
});

test("a folder is no place for a secret", async () => {
  const folder = await place();
  expect(() => secretTarget({ "secret-file": folder, "force": true })).toThrow("is a folder");
});
