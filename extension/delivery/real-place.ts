import { lstat, readlink, realpath } from "node:fs/promises";
import { basename, dirname, isAbsolute, join, relative, resolve, sep } from "node:path";

/** Where writing to this path ends up, links followed; also for a file that is not there yet. */
export async function realPlace(path: string, depth = 0): Promise<string> {
  const found = await realpath(path).catch(() => undefined);
  if (found !== undefined) return found;
  const parent = dirname(path);
  if (parent === path || depth > 40) return path;
  const link = await readlink(path).catch(() => undefined);
  if (link !== undefined) return realPlace(resolve(parent, link), depth + 1);
  return join(await realPlace(parent, depth + 1), basename(path));
}

export const isLink = async (path: string): Promise<boolean> =>
  (await lstat(path).catch(() => undefined))?.isSymbolicLink() ?? false;

/** Whether a path is in a folder, or is it. */
export function isWithin(folder: string, path: string): boolean {
  const way = relative(folder, path);
  return way === "" || (way !== ".." && !way.startsWith(`..${sep}`) && !isAbsolute(way));
}
