import { driveVsCode } from "./test-ui.mjs";

/** `npm run newcomer`: what a newcomer does, from `git clone` to a delivered secret, with the time that each step takes. */
export default args => driveVsCode("**/*.newcomer.ts", args);
