import { statSync } from "node:fs";
import { packageVsix } from "../build.mjs";

/** `npm run package` */
export default async function () {
  const { file, warnings } = await packageVsix();
  console.log(`${file} (${(statSync(file).size / 1024).toFixed(0)} KB)`);
  for (const warning of warnings) console.error(warning);
  return warnings.length > 0 ? 1 : 0;
}
