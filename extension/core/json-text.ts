/** Control characters that JSON lets stand as they are, and what turns the text around it. */
const AT_WORK = /[\u007f-\u009f\p{Bidi_Control}\p{Zl}\p{Zp}]/gu;

/** JSON for programs that a person may also see in a terminal: names in it can't do anything there, and read the same once parsed. */
export const jsonText = (value: unknown): string =>
  `${JSON.stringify(value, undefined, 2).replace(AT_WORK, sign => `\\u${sign.charCodeAt(0).toString(16).padStart(4, "0")}`)}\n`;
