import { effectNames } from "./effect.ts";
import { faultsSchema } from "./faults.ts";
import { readGiven } from "../read-given.ts";
import type { Fault } from "./faults.ts";

const example = "for example status=503,path=/v1/*,times=2";

/** What `--fault` takes: `name=value` with commas between, or the JSON of the control API. Throws where it is neither. */
export function readFaults(text: string): readonly Fault[] {
  const read = readGiven(faultsSchema, /^\s*[[{]/.test(text) ? readJson(text) : readPairs(text));
  if ("problem" in read) throw new Error(`--fault ${JSON.stringify(text)}: ${read.problem}`);
  return [read.value].flat();
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new Error(`--fault ${JSON.stringify(text)} is no JSON`);
  }
}

function readPairs(text: string): unknown {
  const fault: Record<string, unknown> = {};
  const effect: Record<string, unknown> = {};
  for (const pair of text.split(",")) {
    const [name = "", ...rest] = pair.trim().split("=");
    const value = rest.length === 0 ? true : readValue(rest.join("="));
    if (effectNames.includes(name)) effect[name] = value;
    else if (["service", "method", "path", "times", "probability"].includes(name)) fault[name] = value;
    else
      throw new Error(`--fault takes name=value with commas between, ${example}; there is no ${JSON.stringify(name)}`);
  }
  return { ...fault, effect };
}

/** A number, a range (`100..500`), or a text. */
function readValue(text: string): unknown {
  const range = /^(\d+)\.\.(\d+)$/.exec(text);
  if (range) return { min: Number(range[1]), max: Number(range[2]) };
  if (text === "true") return true;
  return /^\d+(\.\d+)?$/.test(text) ? Number(text) : text;
}
