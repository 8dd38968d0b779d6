import { readFileSync } from "node:fs";
import * as v from "valibot";

export const read = (name: string): string => readFileSync(new URL(`../../../${name}`, import.meta.url), "utf8");

const entry = v.object({
  version: v.optional(v.string(), ""),
  license: v.optional(v.string(), "none"),
  integrity: v.optional(v.string(), ""),
  resolved: v.optional(v.string()),
  hasInstallScript: v.optional(v.boolean(), false),
  dependencies: v.optional(v.record(v.string(), v.string()), {}),
});
const lockfile = v.parse(v.object({ packages: v.record(v.string(), entry) }), JSON.parse(read("package-lock.json")));

export type Package = v.InferOutput<typeof entry> & { readonly place: string; readonly name: string };

/** Every package that `npm ci` installs. */
export const packages: readonly Package[] = Object.entries(lockfile.packages)
  .filter(([place]) => place !== "")
  .map(([place, found]) => ({ ...found, place, name: place.replace(/^.*node_modules\//u, "") }));

const at = new Map(packages.map(found => [found.place, found]));

/** These packages with all that they need, as Node finds it. */
export function withTheirOwn(names: readonly string[]): readonly Package[] {
  const found = new Map<string, Package>();
  const take = (name: string, from: string): void => {
    for (let folder = from; ; folder = folder.slice(0, Math.max(0, folder.lastIndexOf("/node_modules/")))) {
      const one = at.get(folder === "" ? `node_modules/${name}` : `${folder}/node_modules/${name}`);
      if (one !== undefined) {
        if (found.has(one.place)) return;
        found.set(one.place, one);
        for (const next of Object.keys(one.dependencies)) take(next, one.place);
        return;
      }
      if (folder === "") return;
    }
  };
  for (const name of names) take(name, "");
  return [...found.values()];
}
