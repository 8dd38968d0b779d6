import * as v from "valibot";
import type { RunningService } from "./service.ts";

const collectionSchema = v.looseObject({ toJSON: v.custom<() => unknown>(given => typeof given === "function") });

/** How many there are of each of the services' resources: whatever a state keeps as a list. */
export function countsOf(services: ReadonlyMap<string, RunningService>): readonly object[] {
  return [...services].map(([name, service]) => ({
    name,
    resources: Object.fromEntries(
      Object.entries(service.state()).flatMap(([resource, kept]: [string, unknown]) => {
        const list = listOf(kept);
        return list === undefined ? [] : [[resource, list.length]];
      }),
    ),
  }));
}

function listOf(kept: unknown): readonly unknown[] | undefined {
  const json: unknown = v.is(collectionSchema, kept) ? kept.toJSON() : kept;
  return v.is(v.array(v.unknown()), json) ? json : undefined;
}
