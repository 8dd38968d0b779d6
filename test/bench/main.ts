import { activation } from "./activation.ts";
import { firstAnswer } from "./first-answer.ts";
import { leaks } from "./leaks.ts";
import { loadTime } from "./load-time.ts";
import { isWithin, type Bench, type Measure } from "./measure.ts";
import { manyRows } from "./many-rows.ts";
import { octaneList } from "./octane-list.ts";
import { peers } from "./peers/peers.ts";
import { sizes } from "./sizes.ts";
import { speed } from "./speed.ts";

/** A further bench is a further entry. */
const benches: Readonly<Record<string, Bench>> = {
  "sizes": sizes,
  "load time": loadTime,
  "activation": activation,
  "10,000 rows": manyRows,
  "10,000 rows in VS Code": speed,
  "first answer": firstAnswer,
  "Octane list": octaneList,
  "peers of the mock server": peers,
  "leak check": leaks,
};

const line = (what: string, value: string, budget: string, verdict: string) =>
  console.log(`${what.padEnd(52)}${value.padStart(12)}${budget.padStart(14)}  ${verdict}`.trimEnd());
const number = (value: number, unit: string) => `${value.toFixed(value < 10 ? 2 : value < 100 ? 1 : 0)} ${unit}`;

function verdict(measure: Measure): string {
  if (measure.budget === undefined) return measure.remark ?? "";
  const words = isWithin(measure) ? "ok" : measure.hard ? "MISSED" : "over, on this machine";
  return [words, measure.remark].filter(Boolean).join(", ");
}

let missed = 0;
line("what", "measured", "budget", "");
// `node test/bench/main.ts peers` runs those whose names have that in them.
const wanted = process.argv[2] ?? "";
for (const [name, bench] of Object.entries(benches)) {
  if (!name.includes(wanted)) continue;
  console.log(`-- ${name}`);
  for (const measure of await bench()) {
    const budget = measure.budget === undefined ? "" : `${measure.budget} ${measure.unit}`;
    line(measure.what, number(measure.value, measure.unit), budget, verdict(measure));
    if (measure.hard && !isWithin(measure)) missed += 1;
  }
}
console.log(missed === 0 ? "\nEvery hard budget is kept." : `\n${missed} hard budgets are missed.`);
process.exitCode = missed === 0 ? 0 : 1;
