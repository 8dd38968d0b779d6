import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { relative } from "node:path";
import { packageVsix, writeSbom } from "../build.mjs";
import { at } from "../paths.mjs";

/** `npm run package`: the VSIX, and beside it the list of what is bundled. */
export default async function () {
  const { file, warnings } = await packageVsix();
  print(file, `${(readFileSync(file).length / 1024).toFixed(0)} KB`);
  const sbom = await writeSbom();
  print(sbom.file, `CycloneDX, ${sbom.packages} packages`);
  for (const warning of warnings) console.error(warning);
  return warnings.length > 0 ? 1 : 0;
}

const print = (file, remark) =>
  console.log(
    `${relative(at("."), file)} (${remark})\n  sha256 ${createHash("sha256").update(readFileSync(file)).digest("hex")}`,
  );
