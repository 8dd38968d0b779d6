import { fileURLToPath } from "node:url";
import { version } from "../../package.json";
import { clean } from "../core/clean-text.ts";
import { run } from "./run.ts";

// A reader that went away (`| head -1`) is no reason to fall over.
for (const stream of [process.stdout, process.stderr]) stream.on("error", () => undefined);

const stop = new AbortController();
for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => stop.abort());

process.exitCode = await run(process.argv.slice(2), version, {
  env: process.env,
  fetch: (...request) => globalThis.fetch(...request),
  undici: fileURLToPath(new URL("./undici.cjs", import.meta.url)),
  signal: stop.signal,
  out: text => void process.stdout.write(text),
  err: text => void process.stderr.write(text),
  // What servers write must not move a terminal's cursor.
  say: text => text.split("\n").forEach(line => void process.stderr.write(`keyporter: ${clean(line)}\n`)),
});
