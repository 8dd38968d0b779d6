import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { median, type Bench } from "./measure.ts";
import { at } from "./paths.ts";

const rounds = 20;
const inFreshProcess = promisify(execFile);

/** Loading the extension's bundle, side by side with loading an empty file. */
export const loadTime: Bench = async () => {
  const bundle: number[] = [];
  const empty: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    bundle.push(await load("dist/extension.cjs"));
    empty.push(await load("test/bench/empty.cjs"));
  }
  const [ofBundle, ofEmpty] = [median(bundle), median(empty)];
  const remark = `median of ${rounds} fresh processes, without VS Code`;
  return [
    { what: "loading dist/extension.cjs", value: ofBundle, unit: "ms", budget: 30, remark },
    { what: "  against an empty file", value: ofBundle / ofEmpty, unit: "x", remark: `${ofEmpty.toFixed(2)} ms` },
  ];
};

async function load(file: string): Promise<number> {
  const { stdout } = await inFreshProcess(process.execPath, [at("test/bench/load-once.cjs"), at(file)], {
    env: { ...process.env, NODE_PATH: at("test/bench/modules") },
  });
  return Number(stdout);
}
