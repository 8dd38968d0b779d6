import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import * as v from "valibot";
import { createHttp } from "../../extension/core/http.ts";
import { connectionId } from "../../extension/core/model.ts";
import { confidence } from "../../extension/services/confidence/index.ts";
import { octane } from "../../extension/services/octane/index.ts";
import type { Service, Session } from "../../extension/services/service.ts";
import { Listing } from "../../extension/tree/listing.ts";
import { median, type Bench } from "./measure.ts";
import { at } from "./paths.ts";

const keys = 4500;
const rounds = 15;
const refreshes = 100;
const Started = v.object({ url: v.string() });

/**
 * 10,000 credentials over three connections, as the tree knows them: two spaces of Octane's, and what comes of Confidence's without asking.
 * Without VS Code, whose drawing comes on top.
 */
export const manyRows: Bench = async () => {
  const args = [at("dist/mock-server.mjs"), "--memory", "--port=0", "--json", `--seed=large:${keys}`];
  const server = spawn(process.execPath, args, { stdio: ["ignore", "pipe", "inherit"] });
  const closed = once(server, "close");
  try {
    const url = await addressOf(server.stdout);
    const services = [octane, octane, confidence];
    const sessions = services.map((service, index) => sessionAt(url, service, index));
    await Promise.all(sessions.map(session => session.verify(new AbortController().signal)));

    const afterFirstPage: number[] = [];
    for (let round = 0; round < rounds; round += 1) afterFirstPage.push(await firstRows(sessions, services));

    const listings = listingsOf(sessions, services);
    const refreshAll = (): Promise<unknown> => Promise.all(listings.map(each => each.refresh()));
    await refreshAll();
    const all = listings.reduce((sum, { rows }) => sum + rows.length, 0);
    if (all < 2 * keys + 1000) throw new Error(`Only ${all} rows came.`);
    const firstKey: number[] = [];
    const lastKey: number[] = [];
    for (let round = 0; round < rounds; round += 1) {
      firstKey.push(timed(() => narrowed(listings, "4")));
      lastKey.push(timed(() => narrowed(listings, "4321")));
      for (const listing of listings) listing.narrow({});
    }

    for (let count = 0; count < 5; count += 1) await refreshAll();
    const before = heap();
    for (let count = 0; count < refreshes; count += 1) await refreshAll();
    const remark = `median of ${rounds}, without VS Code`;
    return [
      {
        what: "first rows of 10,000 after the first page",
        value: median(afterFirstPage),
        unit: "ms",
        budget: 300,
        remark,
      },
      { what: "rows for the first key of a filter", value: median(firstKey), unit: "ms", budget: 50, remark },
      { what: "rows for its last key", value: median(lastKey), unit: "ms", budget: 300, remark },
      {
        what: `heap after ${refreshes} refreshes, larger by`,
        value: heap() - before,
        unit: "MB",
        budget: 5,
        hard: true,
      },
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

function sessionAt(baseUrl: string, service: Service, index: number): Session {
  const { demo } = service.info;
  if (demo === undefined) throw new Error(`${service.info.id} has no demo.`);
  const http = createHttp({ fetch, log: () => undefined });
  return service.open({ connectionId: connectionId(`bench${index}`), baseUrl, fields: demo.fields }, demo.signIn, http);
}

const listingsOf = (
  sessions: readonly Session[],
  services: readonly Service[],
  changed: () => void = () => undefined,
): readonly Listing[] =>
  sessions.map(
    (session, index) =>
      new Listing(
        () => Promise.resolve(session),
        changed,
        () => services[index]?.info.rowsAtOnce ?? 1000,
      ),
  );

/** From the first answer of a server to the first rows that could be drawn. */
async function firstRows(sessions: readonly Session[], services: readonly Service[]): Promise<number> {
  let answered = 0;
  let drawn = 0;
  const watched = sessions.map((session): Session => ({
    ...session,
    list: (query, signal) =>
      (async function* () {
        for await (const page of session.list(query, signal)) {
          answered ||= performance.now();
          yield page;
        }
      })(),
  }));
  const listings = listingsOf(watched, services, () => {
    if (drawn === 0 && listings.some(({ rows }) => rows.length > 0)) drawn = performance.now();
  });
  await Promise.all(listings.map(each => each.refresh()));
  return drawn - answered;
}

function narrowed(listings: readonly Listing[], search: string): void {
  for (const listing of listings) listing.narrow({ search });
  if (listings.every(({ rows }) => rows.length === 0)) throw new Error(`Nothing matches ${search}.`);
}

function timed(work: () => void): number {
  const started = performance.now();
  work();
  return performance.now() - started;
}

/** Megabytes in use after a collection. */
function heap(): number {
  setFlagsFromString("--expose-gc");
  runInNewContext("gc()");
  return process.memoryUsage().heapUsed / 1024 / 1024;
}
