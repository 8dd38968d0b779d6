import { existsSync, readFileSync } from "node:fs";
import { lock } from "./cached-folder.mjs";
import { npm } from "./npm.mjs";
import { at, cache } from "./paths.mjs";

/** Runs `npm ci` where node_modules is not what package-lock.json says, and only then. */
export async function bringNodeModulesUpToDate() {
  if (isUpToDate()) return;
  const unlock = await lock(cache("node_modules.lock"), "Another run is installing node_modules; waiting for it.");
  try {
    if (isUpToDate()) return;
    console.log("Installing the project's tools with npm ci ...");
    await npm(["ci"], { what: "the project's tools" });
  } finally {
    unlock();
  }
}

/**
 * npm writes what it has installed to node_modules/.package-lock.json as its last act, in the words of package-lock.json;
 * so comparing the two tells more than a time stamp would, also after a plain `npm ci` or a branch that was changed.
 */
function isUpToDate() {
  const installedFile = at("node_modules/.package-lock.json");
  if (!existsSync(installedFile)) return false;
  const wanted = packagesIn(at("package-lock.json"));
  const installed = packagesIn(installedFile);
  const present = Object.keys(installed).every(name => name in wanted);
  return (
    present &&
    Object.entries(wanted).every(([name, { version, integrity, optional }]) => {
      const found = installed[name];
      // Optional packages are those for other platforms.
      return found ? found.version === version && found.integrity === integrity : optional === true;
    })
  );
}

function packagesIn(file) {
  const { "": _root, ...packages } = JSON.parse(readFileSync(file, "utf8")).packages;
  return packages;
}
