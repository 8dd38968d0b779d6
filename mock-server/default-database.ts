import { homedir } from "node:os";
import { join } from "node:path";

/** The state file in the folder that this system has for such data. */
export function defaultDatabase(environment: NodeJS.ProcessEnv, platform: NodeJS.Platform = process.platform): string {
  return join(dataFolder(environment, platform), "keyporter", "mock.json");
}

function dataFolder({ XDG_DATA_HOME, LOCALAPPDATA }: NodeJS.ProcessEnv, platform: NodeJS.Platform): string {
  if (platform === "win32") return LOCALAPPDATA ?? join(homedir(), "AppData", "Local");
  if (platform === "darwin") return join(homedir(), "Library", "Application Support");
  // The specification says to ignore a relative one.
  return XDG_DATA_HOME?.startsWith("/") ? XDG_DATA_HOME : join(homedir(), ".local", "share");
}
