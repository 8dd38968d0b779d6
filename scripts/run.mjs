// Every npm script of this project starts here: `node scripts/run.mjs <command> [arguments]`, on Node 20 or newer and
// before anything is installed. So nothing in the files it imports may need more than Node itself.
import { existsSync, readdirSync } from "node:fs";
import { delimiter, dirname } from "node:path";
import { pathToFileURL } from "node:url";
import { forwardSignals, run } from "./child.mjs";
import { Failure } from "./failure.mjs";
import { newEnoughNode } from "./node-of.mjs";
import { bringNodeModulesUpToDate } from "./node-modules.mjs";
import { at } from "./paths.mjs";

async function main([command, ...args]) {
  const file = at("scripts/commands", `${String(command).replace(":", "-")}.mjs`);
  if (!existsSync(file)) throw new Failure(`There is no command "${command}". There are: ${commands().join(", ")}.`, 2);
  const node = await newEnoughNode();
  if (node !== process.execPath) {
    const env = { ...process.env, PATH: `${dirname(node)}${delimiter}${process.env.PATH}` };
    return (await run(node, [import.meta.filename, command, ...args], { env, cwd: process.cwd() })).code;
  }
  await bringNodeModulesUpToDate();
  const { default: perform } = await import(pathToFileURL(file).href);
  return exitCode(await perform(args));
}

/** A command answers with an exit code, with the counts of a suite, or with nothing when all went well. */
function exitCode(result = 0) {
  if (typeof result === "number") return result;
  return result.failed > 0 || result.passed === 0 ? 1 : 0;
}

function commands() {
  return readdirSync(at("scripts/commands")).map(name => name.replace(".mjs", "").replace("test-", "test:"));
}

forwardSignals();
try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  console.error(error instanceof Failure ? `\n${error.message}` : error);
  process.exitCode = error.exitCode ?? 1;
}
