export { run } from "../integration/index.ts";
