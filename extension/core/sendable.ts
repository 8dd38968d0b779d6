/** Whether a text can be the value of a header. `fetch` quotes one that can't, a sign-in too, in its error. */
export const isSendable = (text: string): boolean => !/[^\t\x20-\x7e\x80-\xff]/u.test(text);
