/**
 * The text of a .gitignore with one more line at its end, all else as it was.
 * @param path of the file to ignore, from the .gitignore's folder, with slashes
 */
export function withIgnored(text: string, path: string): string {
  const lineEnd = /\r?\n/u.exec(text)?.[0] ?? "\n";
  const open = text !== "" && text !== "\uFEFF" && !text.endsWith("\n");
  return `${text}${open ? lineEnd : ""}/${pattern(path)}${open ? "" : lineEnd}`;
}

/** Signs that git gives a meaning to, and a blank at the end, which it drops. */
const pattern = (path: string): string => path.replace(/[\\*?[]/gu, String.raw`\$&`).replace(/ $/u, String.raw`\ `);
