import { readFileSync } from "node:fs";
import { join } from "node:path";

/**
 * README.md as VS Code shows it for an extension that was installed from a file. There, relative links lead nowhere, and pictures are shown
 * only from the web or from inside the text; so these come into the text, and links to files of the source become their words.
 */
export const packagedReadme = (root, text) =>
  text
    .replaceAll(/!\[([^\]]*)\]\(([^():]+\.png)\)/g, (_, words, path) => `![${words}](${asData(join(root, path))})`)
    .replaceAll(/(?<!!)\[([^\]]+)\]\((?![a-z]+:|#)[^()]+\)/g, "$1");

const asData = file => `data:image/png;base64,${readFileSync(file).toString("base64")}`;
