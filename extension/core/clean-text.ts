/** Control characters, halves of characters, and all that nobody sees: it turns the text around it, hides some of it, or makes two names look alike. */
const UNSEEN = String.raw`[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\ufff9-\ufffb]`;

/** Scripts in which joiners change how a word looks. */
const JOINING = ["Arab", "Syrc", "Nkoo", "Mong", "Adlm", "Rohg", "Deva", "Beng", "Guru", "Gujr", "Orya", "Taml", "Telu"]
  .concat("Knda", "Mlym", "Sinh", "Khmr", "Mymr", "Tibt", "Bali", "Java")
  .map(script => String.raw`\p{Script_Extensions=${script}}`)
  .join("");
const SEEN = String.raw`(?!\p{Default_Ignorable_Code_Point})`;
const MONGOLIAN_FORM = String.raw`[\u180b-\u180d\u180f]`;

/** What is not seen itself, but shows in what it stands beside. */
const AT_WORK = [
  // Within an emoji of several: a family, a flag.
  String.raw`(?<=\p{Extended_Pictographic}[\ufe0f\u{1f3fb}-\u{1f3ff}]?)\u200d(?=\p{Extended_Pictographic})`,
  // As a picture, or as text; on the cap of a key.
  String.raw`(?<=\p{Extended_Pictographic})[\ufe0e\ufe0f]`,
  String.raw`(?<=[0-9#*])\ufe0f(?=\u20e3)`,
  String.raw`(?<=${SEEN}[${JOINING}]${MONGOLIAN_FORM}?)[\u200c\u200d]`,
  String.raw`(?<=${SEEN}\p{Script_Extensions=Mong})${MONGOLIAN_FORM}`,
].join("|");

const UNSEEN_RUN = new RegExp(`(?:(?!${AT_WORK})${UNSEEN})+`, "gu");
const UNSEEN_IN_LINES = new RegExp(`(?:(?![\\n\\t]|${AT_WORK})${UNSEEN})+`, "gu");
/** Which of the forms of a Chinese character is meant: without it there is the usual one, and no gap. */
const HAN_FORM = /(?<=\p{Script=Han})[\ufe00-\ufe02\u{e0100}-\u{e01ef}]/gu;

/** Nothing that a person reads is longer; what a server sends may be many megabytes. */
const LONGEST = 4000;

/** Text from a server on one line, without the characters that could make it look like something else. */
export const oneLine = (text: string): string => shortened(text).replace(HAN_FORM, "").replace(UNSEEN_RUN, " ").trim();

/**
 * The same where VS Code shows it: as text and nothing else, without what it makes of `[text](command:...)` in a notification or a
 * prompt, which is a link that runs a command, and of `$(name)`, which is an icon.
 */
export const clean = (text: string): string => oneLine(text).replaceAll("](", "] (").replaceAll("$(", "$ (");

/** A text of several lines that is shown where nothing in it can work. */
export const cleanLines = (text: string): string => shortened(text).replace(HAN_FORM, "").replace(UNSEEN_IN_LINES, " ");

/** Not in the middle of a character. */
const shortened = (text: string): string =>
  text.length > LONGEST ? `${text.slice(0, LONGEST).replace(/[\ud800-\udbff]$/u, "")}…` : text;
