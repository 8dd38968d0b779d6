import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { mkdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import * as v from "valibot";
import { readBounded } from "../../../extension/delivery/read-bounded.ts";
import { savedContent } from "../../../extension/rotation/saved-content.ts";
import { toForm } from "../../../extension/webviews/form/messages.ts";
import { create } from "../acts/all.ts";
import type { Hands } from "../hands/place.ts";
import { connectionRow, credentialRow, heard, openedPage, run, until } from "../window.ts";
import { clearFailure, goodDay, saidDuring, threeServices } from "./common.ts";

/* In a folder that somebody else made: what looks like a file, and has no end or waits for one. */

const LIMIT = 64 * 1024;
/** The old way took for ever, or all memory. */
const PATIENCE_MS = 20_000;

type Trap = (path: string) => void;
const pipe: Trap = path => void execFileSync("mkfifo", [path]);
const linkTo =
  (target: string): Trap =>
  path =>
    symlinkSync(target, path);
/** Says that it is an empty file, and has megabytes. */
const KERNELS_OWN = "/proc/kallsyms";

const traps: readonly (readonly [string, Trap])[] = [
  ["a pipe", pipe],
  [
    "a link to a pipe",
    path => {
      pipe(`${path}.pipe`);
      linkTo(`${path}.pipe`)(path);
    },
  ],
  ["a link to a device without an end", linkTo("/dev/zero")],
];

const hasGit = spawnSync("git", ["--version"]).status === 0;

(process.platform === "win32" ? describe.skip : describe)("Traps in a folder that somebody else made", function () {
  this.timeout(120_000);
  const set: string[] = [];
  afterEach(async () => {
    for (const path of set.splice(0)) rmSync(path, { recursive: true, force: true });
    await goodDay();
  });

  const folderOf = ({ vscode }: Hands): string => {
    const [folder] = vscode.workspace.workspaceFolders ?? [];
    assert.ok(folder);
    return folder.uri.fsPath;
  };
  const lay = (h: Hands, name: string, trap: Trap): string => {
    const path = join(folderOf(h), name);
    mkdirSync(dirname(path), { recursive: true });
    set.push(path, `${path}.pipe`);
    trap(path);
    return path;
  };

  for (const [what, trap] of traps) {
    it(`${what} is read by nothing: not as a file, not in a search`, async () => {
      const { h } = await threeServices(`read ${what}`);
      const uri = h.vscode.Uri.file(lay(h, "trap.json", trap));
      assert.deepEqual(await soon(readBounded(uri, LIMIT)), { type: "no-file" });
      assert.equal(await soon(savedContent(uri, LIMIT)), "skipped");
    });

    it(`${what} as a policy is told in the form that it would be about`, async () => {
      const { h, ground } = await threeServices(`policy ${what}`);
      lay(h, ".keyporter/policy.json", trap);
      const before = [...h.pages];
      await run(h, "keyporter.create", await connectionRow(h, ground.connections.octane));
      const page = await openedPage(h, "keyporter.form", before);
      const { form } = await until("the form", () => heard(page, toFormItself), PATIENCE_MS);
      assert.match(form.intro ?? "", /policy\.json can't be read/u);
    });

    it(`${what} as .env gets no secret, and the person is told why`, async () => {
      const { h, ground } = await threeServices(`env ${what}`);
      assert.equal((await create(ground, "octane")).type, "done");
      lay(h, ".env", trap);
      const told = await saidDuring(h, () => saveToEnv(h, ground.connections.octane, ground.made[0] ?? ""));
      clearFailure(told, /“\.env” is a folder, a device or a pipe.*Put an ordinary file in its place/u);
    });
  }

  // Git itself follows no link of this name, and so answers.
  (hasGit ? it : it.skip)("a .gitignore that is a link to a device is not read before a line is added", async () => {
    const { h, ground } = await threeServices("gitignore");
    assert.equal((await create(ground, "octane")).type, "done");
    execFileSync("git", ["init", "-q", folderOf(h)]);
    set.push(join(folderOf(h), ".git"));
    rmSync(join(folderOf(h), ".gitignore"), { force: true });
    lay(h, ".gitignore", linkTo("/dev/zero"));
    const told = await saidDuring(h, () => saveToEnv(h, ground.connections.octane, ground.made[0] ?? ""));
    assert.ok(told.some(({ text }) => text.includes("Git does not ignore “.env”")));
    clearFailure(told, /“\.gitignore” is a folder, a device or a pipe/u);
  });

  (process.platform === "linux" ? it : it.skip)(
    "a file of the kernel's that lies about its size is too large",
    async () => {
      const { h } = await threeServices("kernel");
      const uri = h.vscode.Uri.file(lay(h, "trap.json", linkTo(KERNELS_OWN)));
      assert.deepEqual(await soon(readBounded(uri, LIMIT)), { type: "too-large" });
    },
  );

  it("an ordinary file is read up to its last byte, and no larger one", async () => {
    const { h } = await threeServices("ordinary");
    const read = async (size: number) => {
      const path = lay(h, `ordinary-${size}`, at => writeFileSync(at, Buffer.alloc(size, "k")));
      return readBounded(h.vscode.Uri.file(path), LIMIT);
    };
    for (const size of [0, 1, LIMIT]) {
      const found = await read(size);
      assert.equal(found.type === "read" && Buffer.compare(found.bytes, Buffer.alloc(size, "k")), 0);
    }
    assert.deepEqual(await read(LIMIT + 1), { type: "too-large" });
    const missing = h.vscode.Uri.file(join(folderOf(h), "missing"));
    assert.deepEqual(await readBounded(missing, LIMIT), { type: "missing" });
  });
});

const toFormItself = v.pipe(
  toForm,
  v.rawTransform(({ dataset: { value }, addIssue, NEVER }) => {
    if (value.type === "form") return value;
    addIssue({ message: "not the form yet" });
    return NEVER;
  }),
);

/** The .env is the first that is offered, and whoever is asked agrees. */
async function saveToEnv(h: Hands, connection: string, label: string): Promise<undefined> {
  await soon(run(h, "keyporter.saveToEnv", await credentialRow(h, connection, label)));
}

/** Fails where something hangs. */
const soon = <Value>(work: Promise<Value>): Promise<Value> =>
  Promise.race([work, delay(PATIENCE_MS).then(() => assert.fail("it hangs"))]);
