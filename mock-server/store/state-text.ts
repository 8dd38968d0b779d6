import * as v from "valibot";
import { JsonRows, jsonOf } from "../json-rows.ts";
import type { SavedState } from "./saved-state.ts";

const texts = new WeakMap<object, string>();
const collectionSchema = v.looseObject({
  toJSON: v.custom<() => unknown>(given => typeof given === "function"),
});

/** A state as JSON. Of its resources, only those are stringified that are new since the last time. */
export function stateText({ version, seed, services }: SavedState): string {
  const parts = Object.entries(services).map(([name, state]) => `${JSON.stringify(name)}:${serviceText(state)}`);
  return `{"version":${version},"seed":${JSON.stringify(seed)},"services":{${parts.join(",")}}}`;
}

function serviceText(live: unknown): string {
  const state = savedForm(live);
  if (typeof state !== "object" || state === null || Array.isArray(state)) return JSON.stringify(state);
  const parts = Object.entries(state).map(([name, kept]: [string, unknown]): [string, unknown] => {
    const list = listIn(kept);
    return [name, list === undefined ? kept : new JsonRows(list.map(rowText))];
  });
  return jsonOf(Object.fromEntries(parts));
}

/** What a service keeps as a list, or as something that is saved as one. */
export function listIn(kept: unknown): readonly unknown[] | undefined {
  const json = savedForm(kept);
  return isList(json) ? json : undefined;
}

/** What `JSON.stringify` would make text of. */
export function savedForm(live: unknown): unknown {
  return v.is(collectionSchema, live) ? live.toJSON() : live;
}

function isList(value: unknown): value is readonly unknown[] {
  return Array.isArray(value);
}

function rowText(row: unknown): string {
  if (typeof row !== "object" || row === null) return JSON.stringify(row);
  const known = texts.get(row);
  if (known !== undefined) return known;
  const text = JSON.stringify(row);
  // Resources are replaced, not changed. One that was changed after all would be saved as it was before.
  texts.set(frozen(row), text);
  return text;
}

function frozen<Row extends object>(row: Row): Row {
  for (const value of Object.values(row)) if (typeof value === "object" && value !== null) frozen(value);
  return Object.freeze(row);
}
