import { readFile } from "node:fs/promises";
import * as v from "valibot";
import { serviceNames } from "./owners.ts";
import type { Seed } from "./service.ts";
import { StartError } from "./start-error.ts";

const largest = 100_000;

const fileSchema = v.pipe(
  v.string(),
  v.parseJson(),
  // valibot takes a list for an object.
  v.check(content => !Array.isArray(content)),
  v.record(v.string(), v.unknown()),
);
const databaseSchema = v.object({ version: v.literal(1), services: v.record(v.string(), v.unknown()) });

/** The seed that a name stands for: `demo`, `empty`, `large:N`, or the path of a JSON file. Throws StartError. */
export async function readSeed(name: string): Promise<Seed> {
  if (name === "demo" || name === "empty") return { kind: name };
  const count = /^large:(\d{1,9})$/.exec(name)?.[1];
  if (count !== undefined) {
    if (Number(count) <= largest) return { kind: "large", count: Number(count) };
    throw new StartError(`The seed large:N takes at most ${largest}.`);
  }
  if (!name.endsWith(".json")) {
    throw new StartError(
      `There is no seed ${JSON.stringify(name)}. Take demo, empty, large:N, or a file that ends in .json.`,
    );
  }
  return { kind: "file", path: name, services: await readServices(name) };
}

/** One entry for each service, or a copy of a database file. */
async function readServices(path: string): Promise<Readonly<Record<string, unknown>>> {
  const text = await readFile(path, "utf8").catch(() => {
    throw new StartError(`The seed file ${path} can't be read.`);
  });
  const parsed = v.safeParse(fileSchema, text);
  if (!parsed.success) throw new StartError(`The seed file ${path} holds no JSON object.`);
  const database = v.safeParse(databaseSchema, parsed.output);
  const services = database.success ? database.output.services : parsed.output;
  if (namesService(services)) return services;
  throw new StartError(`The seed file ${path} has no part for any of ${serviceNames.join(", ")}.`);
}

/** Whether there is something for one of the services: any other JSON was not meant. */
export function namesService(services: Readonly<Record<string, unknown>>): boolean {
  return serviceNames.some(name => Object.hasOwn(services, name));
}
