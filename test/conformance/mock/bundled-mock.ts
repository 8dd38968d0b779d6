import { spawn } from "node:child_process";
import type { ChildProcessByStdio } from "node:child_process";
import { once } from "node:events";
import type { Readable } from "node:stream";

export interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunningMock {
  readonly child: ChildProcessByStdio<null, Readable, Readable>;
  readonly url: string;
  readonly ready: {
    readonly url: string;
    readonly port: number;
    readonly pid: number;
    readonly db: string;
    readonly seed: string;
    readonly damaged?: string;
  };
  readonly ended: Promise<Ended>;
}

/** Runs the command line until it ends by itself. */
export async function runMock(cli: string, args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<Ended> {
  return start(cli, args, env).ended;
}

/** Starts the command line and waits until it accepts connections. */
export async function startMockProcess(
  cli: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv = {},
  /** What runs the program that follows, such as a shell with limits. */
  wrapper: readonly string[] = [],
): Promise<RunningMock> {
  const { child, ended, firstLine } = start(cli, ["--port", "0", "--json", ...args], env, wrapper);
  const line = await Promise.race([
    firstLine,
    ended.then(({ code, stderr }) => {
      throw new Error(`The mock ended with ${String(code)}: ${stderr}`);
    }),
  ]);
  const ready = JSON.parse(line) as RunningMock["ready"];
  return { child, url: ready.url, ready, ended };
}

function start(cli: string, args: readonly string[], env: NodeJS.ProcessEnv, wrapper: readonly string[] = []) {
  const inherited = Object.fromEntries(Object.entries(process.env).filter(([name]) => name !== "CI"));
  const [program = process.execPath, ...rest] = [...wrapper, process.execPath, cli, ...args];
  const child = spawn(program, rest, {
    stdio: ["ignore", "pipe", "pipe"],
    env: { ...inherited, ...env },
  });
  let stdout = "";
  let stderr = "";
  const firstLine = new Promise<string>(resolve => {
    child.stdout.setEncoding("utf8").on("data", (chunk: string) => {
      stdout += chunk;
      const end = stdout.indexOf("\n");
      if (end !== -1) resolve(stdout.slice(0, end));
    });
  });
  child.stderr.setEncoding("utf8").on("data", (chunk: string) => (stderr += chunk));
  const ended = once(child, "close").then(([code, signal]: unknown[]): Ended => {
    return {
      code: typeof code === "number" ? code : null,
      signal: typeof signal === "string" ? (signal as NodeJS.Signals) : null,
      stdout,
      stderr,
    };
  });
  return { child, ended, firstLine };
}
