import { dirname } from "node:path";
import { run } from "./child.mjs";
import { Failure } from "./failure.mjs";
import { root } from "./paths.mjs";

const offline = /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|EIDLETIMEOUT|ERR_SOCKET_TIMEOUT/;

/**
 * Runs npm quietly and answers with its output, which is shown only when it fails. No install script ever runs: nothing here needs one, and
 * they would compile for minutes or download from elsewhere.
 */
export async function npm(args, { cwd = root, what }) {
  const [file, first] = npmProgram();
  const quiet = ["--ignore-scripts", "--no-audit", "--no-fund", "--no-update-notifier", "--loglevel=error"];
  const { code, output } = await run(file, [...first, ...args, ...quiet], {
    cwd,
    capture: true,
    input: "ignore",
    shell: first.length === 0 && process.platform === "win32",
    env: {
      ...process.env,
      PATH: `${dirname(process.execPath)}${process.platform === "win32" ? ";" : ":"}${process.env.PATH}`,
    },
  });
  if (code === 0) return output;
  process.stderr.write(output);
  throw new Failure(
    offline.test(output)
      ? `Could not fetch ${what}: npm does not reach its registry. Connect this machine (or set npm's registry and proxy) and run the same command again; what is already here is kept.`
      : `Could not fetch ${what}: npm ended with code ${code}; its own words are above.`,
  );
}

/** The npm that called us, where it did: it runs on the Node of our choice then, also on Windows. */
function npmProgram() {
  const caller = process.env.npm_execpath;
  return caller && /npm-cli\.[cm]?js$/.test(caller) ? [process.execPath, [caller]] : ["npm", []];
}
