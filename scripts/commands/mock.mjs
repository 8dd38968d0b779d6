import { build } from "../build.mjs";
import { run } from "../child.mjs";
import { at } from "../paths.mjs";

/** `npm run mock -- --port 4010` */
export default async function (args) {
  await build();
  return (
    await run(process.execPath, [at("dist/mock-server.mjs"), ...args], { cwd: process.env.INIT_CWD ?? process.cwd() })
  ).code;
}
