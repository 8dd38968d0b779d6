import * as v from "valibot";

/** A path that is meant, with `*` for anything. */
export const pathPattern = v.pipe(
  v.string(),
  v.startsWith("/", "A path begins with a slash."),
  v.excludes("?", "A path has no query."),
);

/** Whether a path is the one that is meant; `*` stands for anything, also across slashes. */
export function isPath(pattern: string, path: string): boolean {
  const [first = "", ...rest] = pattern.split("*");
  const last = rest.pop();
  if (last === undefined) return path === pattern;
  if (!path.startsWith(first)) return false;
  let position = first.length;
  for (const part of rest) {
    const found = path.indexOf(part, position);
    if (found === -1) return false;
    position = found + part.length;
  }
  return path.length - last.length >= position && path.endsWith(last);
}

/** Whether a path is the one that is meant or, where that has no `*`, stands below it: whole segments only. */
export function isPathOrBelow(pattern: string, path: string): boolean {
  const below = pattern.endsWith("/") ? pattern : `${pattern}/`;
  return isPath(pattern, path) || (!pattern.includes("*") && path.startsWith(below));
}
