import { join } from "node:path";
import { cachedFolder } from "./cached-folder.mjs";
import { run } from "./child.mjs";
import { Failure } from "./failure.mjs";
import { npm } from "./npm.mjs";

const needed = 24;

/** What the tools of this project run on: this Node where it is new enough, otherwise one from npm. */
export async function newEnoughNode() {
  if (Number(process.versions.node.split(".")[0]) >= needed) return process.execPath;
  const platform = process.platform === "win32" ? "win" : process.platform;
  const name = `node-${platform}-${process.arch}`;
  const program = join("node_modules", name, "bin", platform === "win" ? "node.exe" : "node");
  const folder = await cachedFolder(`node-${needed}`, async partial => {
    console.log(`This is Node ${process.versions.node}; fetching Node ${needed} from npm, once ...`);
    await npm(["install", "--no-save", "--prefix", partial, `${name}@${needed}`], { what: `Node ${needed} (${name})` });
    const { code } = await run(join(partial, program), ["--version"], { capture: true }).catch(() => ({ code: 1 }));
    if (code !== 0)
      throw new Failure(
        `The Node ${needed} from npm does not run on this system. Install Node ${needed} yourself and run this again with it.`,
      );
  });
  return join(folder, program);
}
