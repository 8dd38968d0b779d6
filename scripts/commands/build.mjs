import { build } from "../build.mjs";

/** `npm run build` */
export default build;
