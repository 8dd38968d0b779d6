import { vitest } from "../vitest.mjs";

/** `npm run test:conformance -- -t "a name"` */
export default args => vitest("conformance", args);
