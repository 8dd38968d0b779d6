import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const root = fileURLToPath(new URL("..", import.meta.url));

/** The command line, bundled as the package has it but in a folder of its own; the path to run. */
export async function bundleMock(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "keyporter-mock-"));
  const cli = join(folder, "mock-server.mjs");
  await build({
    absWorkingDir: root,
    entryPoints: ["mock-server/cli.ts"],
    outfile: cli,
    bundle: true,
    platform: "node",
    target: "node20",
    format: "esm",
    logLevel: "silent",
    banner: {
      js: "import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);",
    },
    alias: {
      "iconv-lite": join(root, "mock-server/utf8-only.ts"),
      "mime-db": join(root, "mock-server/known-types.json"),
      "debug": join(root, "mock-server/no-debug.cjs"),
    },
  });
  return cli;
}
