import { copyFileSync, existsSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { at } from "./paths.mjs";

/** Calm settings for a VS Code that is started for the first time; afterwards they belong to the person. */
export function writeFirstSettings(userData) {
  const file = join(userData, "User/settings.json");
  if (existsSync(file)) return;
  mkdirSync(join(userData, "User"), { recursive: true });
  copyFileSync(at("scripts/vscode-settings.json"), file);
}
