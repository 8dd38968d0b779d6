import { basename } from "node:path/posix";

/** Files that are shared on purpose, and hold no values: `.env.example`. */
export const isTemplate = (path: string): boolean => /\.(?:example|sample|template|dist|defaults?)$/iu.test(path);

/** Whether a file is where secrets may stand: `.env`, `.env.local`. Its path has slashes. */
export const isEnvFile = (path: string): boolean => /^\.env(?:\..+)?$/u.test(basename(path)) && !isTemplate(path);
