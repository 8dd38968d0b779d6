/** Text from a server on one line, without the control and direction characters that could make it look like something else. */
export const clean = (text: string): string => text.replace(/[\p{Cc}\u202a-\u202e\u2066-\u2069]+/gu, " ").trim();
