import { vitest } from "../vitest.mjs";

/** `npm run test:unit -- -t "a name"` */
export default args => vitest("unit", ["--project=guests", ...args]);
