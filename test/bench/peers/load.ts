import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { readFile } from "node:fs/promises";
import { setTimeout as delay } from "node:timers/promises";
import { promisify } from "node:util";
import * as v from "valibot";
import { freePort } from "../../free-port.ts";
import { bearer } from "./contenders.ts";
import type { Contender } from "./contenders.ts";

const run = promisify(execFile);
const seconds = Number(process.env["KEYPORTER_BENCH_SECONDS"] ?? 3);

const Result = v.object({ requests: v.object({ average: v.number() }), non2xx: v.number(), errors: v.number() });

export interface Measured {
  readonly perSecond: number;
  /** Resident memory in MB at the end; undefined where the system does not say. */
  readonly megabytes: number | undefined;
  /** What the last look at the list answered with. */
  readonly answer: string;
}

/** Starts a contender, warms it up, loads it with 32 connections, ends it. */
export async function load(contender: Contender, method: "GET" | "POST", autocannon: string): Promise<Measured> {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const child = spawn(process.execPath, [...(await contender.args(port))], { stdio: "ignore" });
  const closed = once(child, "close");
  try {
    await listening(`${url}${contender.list}`);
    const path = method === "GET" ? contender.list : (contender.create ?? "");
    const args = [autocannon, "-c", "32", "-m", method, "-H", `Authorization: ${bearer}`, "--json"];
    const sent = method === "GET" ? [] : ["-H", "Content-Type: application/json", "-b", '{"displayName":"bench"}'];
    const shoot = async (duration: number) => {
      const { stdout } = await run(process.execPath, [...args, ...sent, "-d", String(duration), `${url}${path}`]);
      return v.parse(Result, JSON.parse(stdout));
    };
    await shoot(1);
    const { requests, non2xx, errors } = await shoot(seconds);
    if (non2xx + errors > 0) throw new Error(`${contender.name} answered ${non2xx + errors} requests with errors.`);
    const answer = method === "GET" ? await text(`${url}${contender.list}`) : "";
    return { perSecond: requests.average, megabytes: await memoryOf(child.pid), answer };
  } finally {
    child.kill("SIGKILL");
    await closed;
  }
}

async function text(url: string): Promise<string> {
  return (await fetch(url, { headers: { Authorization: bearer } })).text();
}

async function listening(url: string): Promise<void> {
  for (const deadline = Date.now() + 60_000; Date.now() < deadline;) {
    const response = await fetch(url, { headers: { Authorization: bearer } }).catch(() => undefined);
    await response?.arrayBuffer();
    if (response?.ok) return;
    await delay(50);
  }
  throw new Error(`${url} did not answer.`);
}

async function memoryOf(pid: number | undefined): Promise<number | undefined> {
  const status = await readFile(`/proc/${pid ?? 0}/status`, "utf8").catch(() => "");
  const kilobytes = /VmRSS:\s+(\d+)/.exec(status)?.[1];
  return kilobytes === undefined ? undefined : Number(kilobytes) / 1024;
}
