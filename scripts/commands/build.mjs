import { build } from "../build.mjs";

/** `npm run build`; `-- --dev` for a debugger */
export default args => build(...args);
