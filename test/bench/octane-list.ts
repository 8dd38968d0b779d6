import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import * as v from "valibot";
import { createHttp } from "../../extension/core/http.ts";
import { connectionId } from "../../extension/core/model.ts";
import { octane } from "../../extension/services/octane/index.ts";
import type { Session } from "../../extension/services/service.ts";
import { median, type Bench } from "./measure.ts";
import { at } from "./paths.ts";

const keys = 10_000;
const rounds = 15;
const Started = v.object({ url: v.string() });
const Page = v.object({ data: v.array(v.unknown()) });
const { signIn, fields } = octane.info.demo;

/** Listing 10,000 keys as the tree gets them, against a bare `fetch` of the same pages and `JSON.parse`, in turns. */
export const octaneList: Bench = async () => {
  const args = [at("dist/mock-server.mjs"), "--memory", "--port=0", "--json", `--seed=large:${keys}`];
  const server = spawn(process.execPath, args, { stdio: ["ignore", "pipe", "inherit"] });
  const closed = once(server, "close");
  try {
    const url = await addressOf(server.stdout);
    const paths: string[] = [];
    const recording: typeof fetch = (input, init) => {
      const address = input instanceof Request ? input.url : input.toString();
      if (address.includes("/api_accesses")) paths.push(address);
      return fetch(input, init);
    };
    await list(sessionAt(url, recording));
    // Signed in beforehand, as the bare one is: a sign-in is no part of listing.
    const session = sessionAt(url, fetch);
    await session.verify(new AbortController().signal);
    const cookie = await signedIn(url);
    const [ours, bare]: [number[], number[]] = [[], []];
    for (let round = 0; round < rounds; round += 1) {
      ours.push(await timed(() => list(session)));
      bare.push(await timed(() => fetchBarely(paths, cookie)));
    }
    const remark = `median of ${rounds}`;
    return [
      { what: "listing 10,000 Octane keys", value: median(ours), unit: "ms", remark },
      { what: "fetch and JSON.parse of the same pages", value: median(bare), unit: "ms", remark },
      { what: "  the one against the other", value: median(ours) / median(bare), unit: "x", budget: 1.5, hard: true },
    ];
  } finally {
    server.kill("SIGKILL");
    await closed;
  }
};

async function addressOf(stdout: NodeJS.ReadableStream): Promise<string> {
  for await (const line of createInterface(stdout)) return v.parse(Started, JSON.parse(line)).url;
  throw new Error("The mock server ended before it listened.");
}

async function timed(work: () => Promise<void>): Promise<number> {
  const started = performance.now();
  await work();
  return performance.now() - started;
}

function sessionAt(baseUrl: string, fetching: typeof fetch): Session {
  const http = createHttp({ fetch: fetching, log: () => undefined });
  return octane.open({ connectionId: connectionId("bench"), baseUrl, fields }, signIn, http);
}

async function list(session: Session): Promise<void> {
  let count = 0;
  for await (const page of session.list({}, new AbortController().signal)) count += page.length;
  if (count < keys) throw new Error(`Only ${count} of ${keys} keys came.`);
}

async function signedIn(baseUrl: string): Promise<string> {
  const answer = await fetch(`${baseUrl}/authentication/sign_in`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ user: signIn.values["user"], password: signIn.secrets["password"]?.reveal() }),
  });
  return answer.headers
    .getSetCookie()
    .map(line => line.split(";")[0])
    .join("; ");
}

/** As many at the same time as the session asks for: the first page alone, then three. */
async function fetchBarely([first, ...rest]: readonly string[], cookie: string): Promise<void> {
  const headers = { cookie, "alm-octane-tech-preview": "true", "accept": "application/json" };
  const get = async (address: string | undefined): Promise<number> => {
    if (address === undefined) return 0;
    const text = await (await fetch(address, { headers })).text();
    return v.parse(Page, JSON.parse(text)).data.length;
  };
  const counts = [await get(first)];
  const queue = [...rest];
  const worker = async (): Promise<void> => {
    for (let next = queue.shift(); next !== undefined; next = queue.shift()) counts.push(await get(next));
  };
  await Promise.all([worker(), worker(), worker()]);
  const count = counts.reduce((sum, each) => sum + each, 0);
  if (count < keys) throw new Error(`Only ${count} of ${keys} keys came.`);
}
