import * as l10n from "@vscode/l10n";
import { ServiceError } from "../core/errors.ts";

/**
 * The text of a .gitignore with one more line at its end, all else as it was.
 * @throws {ServiceError} where no line can name the file
 * @param path of the file to ignore, from the .gitignore's folder, with slashes
 */
export function withIgnored(text: string, path: string): string {
  // What comes after a line break would be a line of its own, such as one that takes files out again.
  if (/[\r\n]/u.test(path)) {
    throw new ServiceError({
      kind: "invalid",
      message: l10n.t("The file, or a folder that it is in, has a line break in its name; .gitignore can't name it."),
      hint: l10n.t("Choose another file."),
    });
  }
  const lineEnd = /\r?\n/u.exec(text)?.[0] ?? "\n";
  const open = text !== "" && text !== "\uFEFF" && !text.endsWith("\n");
  return `${text}${open ? lineEnd : ""}/${pattern(path)}${open ? "" : lineEnd}`;
}

/** Signs that git gives a meaning to, and a blank at the end, which it drops. */
const pattern = (path: string): string => path.replace(/[\\*?[]/gu, String.raw`\$&`).replace(/ $/u, String.raw`\ `);
