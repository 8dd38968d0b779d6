import { mkdtemp, readFile, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { startMockServer } from "../../../mock-server/mock.ts";
import { bundleCli, runProgram } from "./bundled-cli.ts";

test.skipIf(process.platform === "win32")(
  "what the README shows of the command line does what it says",
  { timeout: 60_000 },
  async () => {
    const cli = await bundleCli();
    const mock = await startMockServer();
    onTestFinished(() => mock.stop());
    const folder = await mkdtemp(join(tmpdir(), "keyporter-readme-"));
    const readme = await readFile(new URL("../../../README.md", import.meta.url), "utf8");
    const [, block = ""] = /```sh\n([^`]*dist\/cli\.mjs expiring[^`]*)```/u.exec(readme) ?? [];
    const here = block
      .replaceAll("node dist/cli.mjs", `"${process.execPath}" "${cli}"`)
      .replaceAll("http://127.0.0.1:4010", mock.url);
    const lines = here.split("\n").filter(line => line !== "");
    const script = [`cd "${folder}"`, ...lines.map(line => `${line.replace(/#.*$/u, "")}; echo "code $?" >&2`)].join(
      "\n",
    );
    const { stderr } = await runProgram("sh", ["-c", script], {});
    expect(lines).toHaveLength(4);
    expect([...stderr.matchAll(/^code (\d+)$/gmu)].map(([, code]) => code)).toEqual(["0", "0", "1", "0"]);
    expect((await stat(join(folder, "secret.txt"))).mode & 0o777).toBe(0o600);
  },
);
