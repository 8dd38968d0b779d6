import { writeFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { startMockServer } from "keyporter/mock";
import { chances } from "./chances.ts";
import { type Run, run } from "./run.ts";
import { truthOf } from "./server-truth.ts";
import { slowServer } from "./slow-server.ts";
import { kinds, steps } from "./steps.ts";
import { bundleChild, liveWindow } from "./window.ts";

/* `npm run test:faults -- --runs 200 --seed 7 --only "part of a step's name"` */

const { values } = parseArgs({
  options: {
    runs: { type: "string", default: String(steps.length) },
    seed: { type: "string", default: String(Date.now() % 100_000) },
    only: { type: "string", default: "" },
    /** A file for the counts. */
    report: { type: "string" },
  },
});

async function main(): Promise<number> {
  const chance = chances(Number(values.seed));
  const chosen = steps.filter(({ name }) => name.includes(values.only));
  const runs = Number(values.runs);
  if (chosen.length === 0) throw new Error(`There is no step “${values.only}”.`);
  if (!Number.isInteger(runs) || runs < 1) throw new Error(`“${values.runs}” is no number of runs.`);
  const tally = new Map(chosen.map(({ name }) => [name, { runs: 0, sent: 0, had: 0, none: 0, lost: 0 }]));
  await bundleChild();
  const prepared = await mkdtemp(join(tmpdir(), "keyporter-faults-key-"));
  const mock = await startMockServer({ seed: "demo" });
  const server = await slowServer(mock.url);
  try {
    await liveWindow({ folder: prepared, url: mock.url, work: { type: "prepare" } });
    const ground = { mock, server, truth: truthOf(mock), prepared };
    for (let number = 0; number < runs; number++) {
      const step = chosen[number % chosen.length];
      // Each step meets each kind in turn.
      const kind = kinds[((number % chosen.length) + Math.floor(number / chosen.length)) % kinds.length];
      const row = step && tally.get(step.name);
      if (step === undefined || kind === undefined || row === undefined) break;
      const trouble = step.trouble(chance);
      const tried = await run(ground, kind, `fault ${number}`, trouble).catch(broken);
      const { wasSent } = tried;
      const verdict = step.expects === undefined ? tried.verdict : expected(step.expects, tried.verdict);
      row.runs += 1;
      row.sent += Number(wasSent);
      row[verdict.type] += 1;
      if (verdict.type === "lost") {
        console.log(`LOST in run ${number} (${kind}; ${step.name}; ${JSON.stringify(trouble)}): ${verdict.why}`);
      }
    }
  } finally {
    server.stop();
    await mock.stop();
    await rm(prepared, { recursive: true, force: true });
  }
  return print([...tally]);
}

/** A run that could not be carried out has shown nothing. */
const broken = (error: unknown): Run => ({
  verdict: { type: "lost", why: error instanceof Error ? (error.stack ?? error.message) : String(error) },
  wasSent: false,
});

/** Where nothing is in the way, “proved none” would mean that the harness did nothing at all. */
const expected = (wanted: "had", verdict: Run["verdict"]): Run["verdict"] =>
  verdict.type === wanted || verdict.type === "lost"
    ? verdict
    : { type: "lost", why: "nothing was in the way, and yet there is no secret" };

type Column = "runs" | "sent" | "had" | "none" | "lost";

/** Prints the table; answers with how many were lost. */
function print(rows: readonly (readonly [string, Record<Column, number>])[]): number {
  const line = (name: string, ...cells: readonly (string | number)[]): void =>
    console.log(name.padEnd(50) + cells.map(cell => String(cell).padStart(12)).join(""));
  const sum = (key: Column): number => rows.reduce((total, [, row]) => total + row[key], 0);
  line(`step (seed ${values.seed})`, "runs", "sent", "secret had", "proved none", "LOST");
  for (const [name, row] of rows) line(name, row.runs, row.sent, row.had, row.none, row.lost);
  line("all", sum("runs"), sum("sent"), sum("had"), sum("none"), sum("lost"));
  const counts = { passed: sum("had") + sum("none"), failed: sum("lost") };
  if (values.report !== undefined) writeFileSync(values.report, JSON.stringify(counts));
  return counts.failed;
}

process.exitCode = (await main()) > 0 ? 1 : 0;
