import { vitest } from "../vitest.mjs";

/** `npm run test:packaging -- -t "a name"` */
export default args => vitest("packaging", args);
