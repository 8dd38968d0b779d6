import { outOfRange, wrongType } from "../failures.ts";
import { v2Limit } from "../inferred.ts";

/** How many rows are asked for. */
export function readLimit(query: URLSearchParams): number {
  const text = query.get("limit") ?? "";
  if (text === "") return v2Limit.otherwise;
  if (!/^-?\d{1,9}$/.test(text)) throw wrongType("limit", text, "int");
  const limit = Number(text);
  if (limit < v2Limit.least || limit > v2Limit.most) throw outOfRange("limit", v2Limit.least, v2Limit.most);
  return limit;
}

/** The values of a parameter that may be repeated, have commas, or both; undefined where it is not there. */
export function readList(query: URLSearchParams, name: string): readonly string[] | undefined {
  const values = query.getAll(name).flatMap(text => text.split(","));
  const given = values.map(text => text.trim()).filter(text => text !== "");
  return given.length === 0 ? undefined : given;
}

/** The ids of such a parameter. */
export function readIds(query: URLSearchParams, name: string): readonly string[] | undefined {
  const ids = readList(query, name);
  const wrong = ids?.find(text => !isId(text));
  if (wrong !== undefined) throw wrongType(name, wrong, "long");
  return ids;
}

/** An id in a path. */
export function readId(id: string): string {
  if (!isId(id)) throw wrongType("id", id, "long");
  return id;
}

function isId(text: string): boolean {
  return /^\d{1,18}$/.test(text);
}

/** The values of a parameter that takes some words only. */
export function readWords<Word extends string>(
  query: URLSearchParams,
  name: string,
  words: readonly Word[],
): readonly Word[] | undefined {
  return readList(query, name)?.map(text => {
    const word = words.find(known => known === text);
    if (word === undefined) throw wrongType(name, text, `one of ${words.join(", ")}`);
    return word;
  });
}

/** The value of such a parameter that makes sense but once. */
export function readWord<Word extends string>(
  query: URLSearchParams,
  name: string,
  words: readonly Word[],
): Word | undefined {
  return readWords(query, name, words)?.at(-1);
}

/** Whether a parameter says true. */
export function readFlag(query: URLSearchParams, name: string): boolean {
  return readWord(query, name, ["true", "false"]) === "true";
}
