import { join } from "node:path";
import { cachedFolder } from "./cached-folder.mjs";
import { run } from "./child.mjs";
import { Failure } from "./failure.mjs";
import { npm } from "./npm.mjs";

const needed = 24;

/** What the tools of this project run on: this Node where it is new enough, otherwise one from npm. */
export async function newEnoughNode() {
  return major() >= needed ? process.execPath : nodeOf(needed);
}

/** A Node of exactly this major version: this one where it is, otherwise one from npm. */
export async function nodeOf(wanted) {
  if (major() === wanted) return process.execPath;
  const platform = process.platform === "win32" ? "win" : process.platform;
  const name = `node-${platform}-${process.arch}`;
  const program = join("node_modules", name, "bin", platform === "win" ? "node.exe" : "node");
  const folder = await cachedFolder(`node-${wanted}`, async partial => {
    console.log(`This is Node ${process.versions.node}; fetching Node ${wanted} from npm, once ...`);
    await npm(["install", "--no-save", "--prefix", partial, `${name}@${wanted}`], { what: `Node ${wanted} (${name})` });
    const { code } = await run(join(partial, program), ["--version"], { capture: true }).catch(() => ({ code: 1 }));
    if (code !== 0)
      throw new Failure(
        `The Node ${wanted} from npm does not run on this system. Install Node ${wanted} yourself and run this again with it.`,
      );
  });
  return join(folder, program);
}

const major = () => Number(process.versions.node.split(".")[0]);
