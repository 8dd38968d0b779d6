import { fork, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import type { Fault } from "keyporter/mock";
import * as v from "valibot";

const ready = v.pipe(v.string(), v.parseJson(), v.object({ url: v.string(), port: v.number() }));
const journal = v.object({ requests: v.array(v.object({ id: v.number(), fault: v.optional(v.string()) })) });

/** A mock server, wherever it runs. */
export interface Control {
  readonly url: string;
  /** In place of those that were there. */
  faults(...faults: readonly Fault[]): Promise<void>;
  advance(milliseconds: number): Promise<void>;
  /** How many requests met a fault since this was asked last. */
  faulty(): Promise<number>;
  /** The whole state of the server. */
  state(): Promise<unknown>;
}

/** One in a process of its own, which can be killed. */
export interface Mock extends Control {
  readonly port: number;
  kill(): Promise<void>;
  /** Takes a signal that no program can ignore, and goes on where it was: a server that answers nobody. */
  freeze(frozen: boolean): void;
}

/** What goes through the control API of one that runs somewhere. */
export function controlOf(url: string): Control {
  let seen = 0;

  const control = async (method: string, path: string, body?: unknown): Promise<unknown> => {
    const answer = await fetch(`${url}/__mock/${path}`, {
      method,
      ...(body === undefined ? {} : { body: JSON.stringify(body), headers: { "content-type": "application/json" } }),
    });
    if (!answer.ok) throw new Error(`the mock's control API answered ${answer.status} to ${method} ${path}`);
    return answer.json();
  };

  return {
    url,
    async faults(...faults) {
      await control("DELETE", "faults");
      if (faults.length > 0) await control("POST", "faults", faults);
    },
    async advance(advanceMs) {
      await control("POST", "clock", { advanceMs });
    },
    async faulty() {
      const { requests } = v.parse(journal, await control("GET", `journal?after=${seen}`));
      seen = Math.max(seen, ...requests.map(({ id }) => id));
      return requests.filter(({ fault }) => fault !== undefined).length;
    },
    state: () => control("GET", "state"),
  };
}

/** @param port where one was killed before */
export async function startMock(port = 0, ...options: readonly string[]): Promise<Mock> {
  const program = process.env["KEYPORTER_TEST_MOCK"];
  if (program === undefined)
    throw new Error("Start these tests with `npm run test:chaos`: it says where the mock server is.");
  const child = fork(
    program,
    ["--json", "--quiet", "--port", String(port), ...(options.includes("--db") ? [] : ["--memory"]), ...options],
    {
      execArgv: [],
      stdio: ["ignore", "pipe", "inherit", "ipc"],
    },
  );
  running.add(child);
  const { url, port: own } = v.parse(ready, await firstLine(child));
  return {
    ...controlOf(url),
    port: own,
    async kill() {
      const gone = once(child, "exit");
      child.kill("SIGKILL");
      await gone;
      running.delete(child);
    },
    freeze: frozen => void child.kill(frozen ? "SIGSTOP" : "SIGCONT"),
  };
}

const running = new Set<ChildProcess>();

/** Ends all that were started here. */
export function stopMocks(): void {
  for (const child of running) child.kill("SIGKILL");
  running.clear();
}

function firstLine({ stdout }: ChildProcess): Promise<string> {
  if (stdout === null) throw new Error("no output");
  return new Promise((resolve, reject) => {
    const lines = createInterface(stdout);
    lines.once("line", resolve);
    lines.once("close", () => reject(new Error("the mock server ended before it listened")));
  });
}
