/** One argument for a POSIX shell, whatever it holds. */
export const shellQuoted = (text: string): string =>
  /^[\w@%+=:,./-]+$/u.test(text) ? text : `'${text.replaceAll("'", String.raw`'\''`)}'`;

/** Text for a here document in which variables are filled in: only those that we mean. */
export const inHereDocument = (text: string): string => text.replace(/[\\$`]/gu, String.raw`\$&`);
