import { readFile } from "node:fs/promises";
import * as v from "valibot";
import { median, type Bench } from "./measure.ts";
import { at } from "./paths.ts";

const Times = v.pipe(v.array(v.number()), v.minLength(1));
const Results = v.object({
  firstRows: Times,
  firstKeys: Times,
  lastKeys: Times,
  refreshes: v.number(),
  heap: v.object({ before: v.number(), after: v.number() }),
});

/** What test/ui/speed saw in a real VS Code just now, from outside: `npm run bench` runs it before this. */
export const speed: Bench = async () => {
  const results: unknown = JSON.parse(await readFile(at(".vscode-test/results/speed.json"), "utf8"));
  const { firstRows, firstKeys, lastKeys, refreshes, heap } = v.parse(Results, results);
  const times = (what: string, values: readonly number[], budget: number) => ({
    what,
    value: median(values),
    unit: "ms" as const,
    budget,
    remark: `${Math.min(...values)} to ${Math.max(...values)} in ${values.length} tries`,
  });
  return [
    times("first rows of 10,000 after the first page", firstRows, 300),
    times("other rows after the first key of a filter", firstKeys, 50),
    times("the right rows after its last key", lastKeys, 300),
    {
      what: `heap after ${refreshes} more refreshes, larger by`,
      value: heap.after - heap.before,
      unit: "MB",
      budget: 10,
      hard: true,
      remark: `from ${heap.before.toFixed(1)} MB, in VS Code's extension host`,
    },
  ];
};
