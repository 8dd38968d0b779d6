import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { at } from "./paths.mjs";

/** Calm settings for a VS Code that is started for the first time; afterwards they belong to the person. */
export function writeFirstSettings(userData, more = {}) {
  const file = join(userData, "User/settings.json");
  if (existsSync(file)) return;
  const calm = JSON.parse(readFileSync(at("scripts/vscode-settings.json"), "utf8"));
  mkdirSync(join(userData, "User"), { recursive: true });
  writeFileSync(file, JSON.stringify({ ...calm, ...more }, undefined, 2));
}

/** For a person: the demo folder's README says what to try. */
export const showReadme = { "workbench.startupEditor": "readme" };
