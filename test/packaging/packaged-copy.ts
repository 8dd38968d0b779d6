import { execFile } from "node:child_process";
import { cp, mkdir, readFile, symlink } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

const run = promisify(execFile);

export const root = fileURLToPath(new URL("../..", import.meta.url));

/** The files of the checkout, without what git ignores. */
async function sources(): Promise<readonly string[]> {
  const { stdout } = await run("git", ["ls-files", "-z", "--cached", "--others", "--exclude-standard"], { cwd: root });
  return stdout.split("\0").filter(name => name !== "" && !name.startsWith("test/"));
}

export interface Made {
  readonly vsix: Buffer;
  readonly sbom: Buffer;
  readonly output: string;
}

/** Copies the sources to a place of their own and runs `npm run package` there, with this environment. */
export async function packageIn(folder: string, env: Readonly<Record<string, string>>): Promise<Made> {
  for (const name of await sources()) {
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await cp(join(root, name), join(folder, name));
  }
  await symlink(join(root, "node_modules"), join(folder, "node_modules"), "junction");
  const { stdout, stderr } = await run(process.execPath, ["scripts/run.mjs", "package"], {
    cwd: folder,
    env: { ...process.env, ...env },
  });
  const [vsix, sbom] = await Promise.all(
    ["vsix", "cdx.json"].map(end => readFile(join(folder, `keyporter-0.1.0.${end}`))),
  );
  if (vsix === undefined || sbom === undefined) throw new Error("two files were asked for");
  return { vsix, sbom, output: stdout + stderr };
}
