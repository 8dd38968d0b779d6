import { oneLine } from "./clean-text.ts";

/** Text that Markdown takes for nothing but text: nothing in it works as markup, link, image, or the end of what it stands in. */
export const markdownText = (text: string): string =>
  oneLine(text)
    // An address becomes a link by itself.
    .replace(/[\\`*_[\]<>#|~&!@]|:(?=\/\/)|(?<=www)\./giu, String.raw`\$&`);
