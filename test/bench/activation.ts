import { readFile } from "node:fs/promises";
import * as v from "valibot";
import { Activation } from "../integration/activation/record.ts";
import type { Bench } from "./measure.ts";
import { at } from "./paths.ts";

/** What the integration tests saw in a real VS Code just now; `npm run bench` starts one for this. */
export const activation: Bench = async () => {
  const results: unknown = JSON.parse(await readFile(at(".vscode-test/integration/results.json"), "utf8"));
  const { loadMilliseconds, activateMilliseconds, calls } = v.parse(
    v.object({ activation: Activation }),
    results,
  ).activation;
  const remark = "in a real VS Code, once";
  return [
    { what: "loading dist/extension.cjs", value: loadMilliseconds, unit: "ms", budget: 30, remark },
    { what: "activate()", value: activateMilliseconds, unit: "ms", budget: 20, remark },
    { what: "calls to files, network, processes in activate()", value: calls.length, unit: "x", budget: 0, hard: true },
  ];
};
