import { driveVsCode } from "./test-ui.mjs";

/** `npm run pictures`: takes the README's pictures anew, into media/readme. */
export default args => driveVsCode("**/*.pictures.ts", args);
