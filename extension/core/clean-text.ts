/** Control characters, and those that nobody sees but that turn the text around them, or hide some of it. */
const UNSEEN = String.raw`\p{Cc}\p{Zl}\p{Zp}\p{Bidi_C}\u200b\u2060\ufeff\u{e0000}-\u{e007f}`;
const UNSEEN_RUN = new RegExp(`[${UNSEEN}]+`, "gu");
const UNSEEN_IN_LINES = new RegExp(`(?![\\n\\t])[${UNSEEN}]+`, "gu");

/** Nothing that a person reads is longer; what a server sends may be many megabytes. */
const LONGEST = 4000;

/** Text from a server on one line, without the characters that could make it look like something else. */
export const oneLine = (text: string): string => shortened(text).replace(UNSEEN_RUN, " ").trim();

/**
 * The same where VS Code shows it: as text and nothing else, without what it makes of `[text](command:...)` in a notification or a
 * prompt, which is a link that runs a command, and of `$(name)`, which is an icon.
 */
export const clean = (text: string): string => oneLine(text).replaceAll("](", "] (").replaceAll("$(", "$ (");

/** A text of several lines that is shown where nothing in it can work. */
export const cleanLines = (text: string): string => shortened(text).replace(UNSEEN_IN_LINES, " ");

/** Not in the middle of a character. */
const shortened = (text: string): string =>
  text.length > LONGEST ? `${text.slice(0, LONGEST).replace(/[\ud800-\udbff]$/u, "")}…` : text;
