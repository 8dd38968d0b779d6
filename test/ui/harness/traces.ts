import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";

/** A secret that a test recognises wherever it turns up. */
export interface Canary {
  readonly name: string;
  readonly value: string;
}

export interface Trace {
  readonly canary: string;
  readonly form: string;
  readonly file: string;
}

export interface Traces {
  readonly files: number;
  readonly bytes: number;
  readonly found: readonly Trace[];
}

/** How a value can be written: the name of each form, and its bytes. Those that look like the plain one are left out. */
export function formsOf(value: string): ReadonlyMap<string, Buffer> {
  const bytes = Buffer.from(value);
  const inJson = JSON.stringify(value).slice(1, -1);
  const forms = new Map([
    ["plain", bytes],
    ["JSON", Buffer.from(inJson)],
    ["JSON in JSON", Buffer.from(JSON.stringify(inJson).slice(1, -1))],
    ["JSON of ASCII", Buffer.from(inJson.replace(/[^\w ,-]/gu, sign => `\\u${hex(sign.charCodeAt(0))}`))],
    ["URL", Buffer.from(encodeURIComponent(value))],
    ["URL, all of it", Buffer.from(value.replace(/[^\w.-]/gu, sign => `%${hex(sign.charCodeAt(0)).slice(2)}`))],
    ["form", Buffer.from(new URLSearchParams({ v: value }).toString().slice(2))],
    ["hex", Buffer.from(bytes.toString("hex"))],
    ["HEX", Buffer.from(bytes.toString("hex").toUpperCase())],
    ["UTF-16", Buffer.from(value, "utf16le")],
    ["UTF-16, big-endian", Buffer.from(value, "utf16le").swap16()],
    ["backwards", Buffer.from(value.split("").toReversed().join(""))],
  ]);
  // In Base64 of something longer it can begin at any of three places; the signs at its ends belong to its neighbours, too.
  for (const before of [0, 1, 2]) {
    const base64 = Buffer.concat([Buffer.alloc(before), bytes])
      .toString("base64")
      .replace(/=+$/u, "");
    const inner = base64.slice(Math.ceil((before * 8) / 6), Math.floor(((before + bytes.length) * 8) / 6));
    forms.set(`Base64, ${before}`, Buffer.from(inner));
    forms.set(`Base64 for URLs, ${before}`, Buffer.from(inner.replaceAll("+", "-").replaceAll("/", "_")));
  }
  const seen = new Set<string>();
  return new Map(
    [...forms].filter(([, form]) => {
      const text = form.toString("latin1");
      return !seen.has(text) && seen.add(text);
    }),
  );
}

const hex = (code: number): string => code.toString(16).padStart(4, "0");

/** Looks through every file of a folder for every form of every canary. */
export async function tracesIn(folder: string, canaries: readonly Canary[]): Promise<Traces> {
  const wanted = formsOfAll(canaries);
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const found: Trace[] = [];
  let [files, bytes] = [0, 0];
  for (const entry of entries) {
    if (!entry.isFile()) continue;
    const file = join(entry.parentPath, entry.name);
    // VS Code runs on, and some of its files go meanwhile.
    const content = await readFile(file).catch(() => undefined);
    if (content === undefined) continue;
    files += 1;
    bytes += content.length;
    for (const { canary, form, pattern } of wanted) if (content.includes(pattern)) found.push({ canary, form, file });
  }
  return { files, bytes, found };
}

/** The same for a text that is in no file. */
export const tracesInText = (text: string, where: string, canaries: readonly Canary[]): readonly Trace[] =>
  formsOfAll(canaries)
    .filter(({ pattern }) => Buffer.from(text).includes(pattern))
    .map(({ canary, form }) => ({ canary, form, file: where }));

const formsOfAll = (canaries: readonly Canary[]) =>
  canaries.flatMap(({ name, value }) =>
    [...formsOf(value)].map(([form, pattern]) => ({ canary: name, form, pattern })),
  );

/** Where in a JSON document a text stands: "services.octane.accessKeys[].secret". */
export function pathsTo(value: string, json: unknown, path = ""): readonly string[] {
  if (typeof json === "string") return json.includes(value) ? [path] : [];
  if (Array.isArray(json)) return [...new Set(json.flatMap(each => pathsTo(value, each, `${path}[]`)))];
  if (typeof json !== "object" || json === null) return [];
  return Object.entries(json).flatMap(([key, each]) => pathsTo(value, each, path === "" ? key : `${path}.${key}`));
}
