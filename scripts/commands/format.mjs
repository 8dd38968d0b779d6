import { run } from "../child.mjs";
import { at } from "../paths.mjs";

/** `npm run format` */
export default async args =>
  (
    await run(process.execPath, [
      at("node_modules/prettier/bin/prettier.cjs"),
      "--write",
      ...(args.length ? args : ["."]),
    ])
  ).code;
