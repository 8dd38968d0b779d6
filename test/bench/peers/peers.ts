import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as v from "valibot";
import type { Bench, Measure } from "../measure.ts";
import { bare, jsonServer, mock, mockoon, prism } from "./contenders.ts";
import { installPeers } from "./install.ts";
import { load } from "./load.ts";

const Answer = v.object({ apiClients: v.array(v.looseObject({})) });
const remark = "32 connections";

/** The mock side by side with its peers, and with a bare server that sends the same bytes; it is the ratios that count. */
export const peers: Bench = async () => {
  const program = await installPeers();
  const autocannon = program("autocannon/autocannon.js");
  const folder = await mkdtemp(join(tmpdir(), "keyporter-bench-"));
  const measures: Measure[] = [];

  const ours = await load(mock(100), "GET", autocannon);
  const answer: unknown = JSON.parse(ours.answer);
  const rows = v.parse(Answer, answer).apiClients;
  const nothing = await load(bare(folder, ours.answer), "GET", autocannon);
  let best = 0;
  for (const peer of [
    jsonServer(program, folder, rows),
    prism(program, folder, answer),
    mockoon(program, folder, rows),
  ]) {
    const { perSecond } = await load(peer, "GET", autocannon);
    best = Math.max(best, perSecond);
    measures.push({ what: `listing 100 API clients: ${peer.name}`, value: perSecond, unit: "/s", remark });
  }
  measures.push(
    { what: "listing 100 API clients: keyporter-mock", value: ours.perSecond, unit: "/s", remark },
    { what: "listing 100 API clients: bare node:http", value: nothing.perSecond, unit: "/s", remark },
    atLeast("  against the best of the three", ours.perSecond / best, 5),
    atLeast("  against bare node:http with the same bytes", ours.perSecond / nothing.perSecond, 0.35),
  );

  for (const [count, least] of [
    [100, 2.5],
    [10_000, 8],
  ] as const) {
    const durable = await load(mock(count, join(folder, `mock-${count}.json`)), "POST", autocannon);
    const many = Array.from({ length: count }, (_, index) => rows[index % rows.length] ?? {});
    const theirs = await load(jsonServer(program, folder, many), "POST", autocannon);
    measures.push(
      { what: `creating with ${count} rows, durably: keyporter-mock`, value: durable.perSecond, unit: "/s", remark },
      { what: `creating with ${count} rows, undurably: json-server`, value: theirs.perSecond, unit: "/s", remark },
      atLeast("  the one against the other", durable.perSecond / theirs.perSecond, least),
    );
  }

  const { megabytes } = await load(mock(10_000), "GET", autocannon);
  if (megabytes !== undefined) {
    measures.push({
      what: "memory with 10,000 clients, after that load",
      value: megabytes,
      unit: "MB",
      budget: 150,
      hard: true,
    });
  }
  return measures;
};

function atLeast(what: string, value: number, budget: number): Measure {
  return { what, value, unit: "times", budget, hard: true };
}
