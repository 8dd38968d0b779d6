/**
 * README.md as VS Code shows it for an extension that was installed from a file. There, relative links lead nowhere, and only pictures from
 * the web are shown (neither files nor `data:`); so links to files of the source become their words, and pictures are left out.
 */
export const packagedReadme = text =>
  text.replaceAll(/^!\[[^\]]*\]\([^():]+\)\n\n/gm, "").replaceAll(/(?<!!)\[([^\]]+)\]\((?![a-z]+:|#)[^()]+\)/g, "$1");
