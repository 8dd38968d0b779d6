import { spawn, type StdioOptions } from "node:child_process";
import { once } from "node:events";
import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const root = fileURLToPath(new URL("../../..", import.meta.url));

const requireForBundledCommonJs =
  "import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);";

/** The command line as the package has it, in a folder of its own; nothing of VS Code can be in there, or this fails. */
export async function bundleCli(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "keyporter-cli-"));
  const common = { absWorkingDir: root, bundle: true, platform: "node", target: "node20", logLevel: "silent" } as const;
  const cli = join(folder, "cli.mjs");
  await Promise.all([
    build({
      ...common,
      entryPoints: ["extension/cli/main.ts"],
      outfile: cli,
      format: "esm",
      banner: { js: requireForBundledCommonJs },
    }),
    build({
      ...common,
      entryPoints: ["extension/private-ca/undici-entry.ts"],
      outfile: join(folder, "undici.cjs"),
      format: "cjs",
    }),
  ]);
  return cli;
}

export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
  /** What came through the descriptor 3. */
  readonly third: string;
}

/** Runs it with these variables only, and a pipe at the descriptor 3. */
export async function runCli(
  cli: string,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<Ended> {
  return runProgram(process.execPath, [cli, ...args], env);
}

/** Any program in the same way. */
export async function runProgram(
  program: string,
  args: readonly string[],
  env: Readonly<Record<string, string>>,
): Promise<Ended> {
  const stdio: StdioOptions = ["ignore", "pipe", "pipe", "pipe"];
  const { PATH = "", SystemRoot = "" } = process.env;
  const child = spawn(program, args, { stdio, env: { PATH, SystemRoot, ...env } });
  const [, stdout, stderr, third] = child.stdio.map(stream =>
    stream !== null && stream !== undefined && "readable" in stream ? text(stream) : Promise.resolve(""),
  );
  const closed = once(child, "close");
  const [out, err, other] = await Promise.all([stdout ?? "", stderr ?? "", third ?? ""]);
  await closed;
  return { code: child.exitCode, stdout: out, stderr: err, third: other };
}
