import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readdir, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { describe, expect, it } from "vitest";

/* What npm would publish, installed into an empty project without any network, and run by the Node that runs this. */

const root = fileURLToPath(new URL("../../..", import.meta.url));
const shell = process.platform === "win32";
const npm = (args: string[], cwd: string) => promisify(execFile)("npm", [...args, "--loglevel=error"], { cwd, shell });

describe("the package", () => {
  it("starts as keyporter-mock, and from code, in a project that has nothing else", { timeout: 120_000 }, async () => {
    const project = await mkdtemp(join(tmpdir(), "keyporter-package-"));
    // dist/ is there already, and others may be reading it.
    await npm(["pack", "--ignore-scripts", "--pack-destination", project], root);
    const tarball = (await readdir(project)).find(name => name.endsWith(".tgz")) ?? "";
    await writeFile(join(project, "package.json"), '{"private":true,"type":"module"}');
    await npm(["install", "--offline", "--ignore-scripts", "--no-audit", "--no-fund", `./${tarball}`], project);
    expect((await readdir(join(project, "node_modules"))).filter(name => !name.startsWith("."))).toEqual(["keyporter"]);

    const command = join(project, "node_modules/.bin/keyporter-mock");
    const mock = spawn(command, ["--memory", "--port", "0", "--json"], { stdio: ["ignore", "pipe", "inherit"], shell });
    const [line] = (await once(createInterface(mock.stdout), "line")) as [string];
    const { url } = JSON.parse(line) as { url: string };
    expect((await fetch(`${url}/__mock/health`)).status).toBe(200);
    expect((await fetch(url)).headers.get("content-type")).toContain("text/html");
    mock.kill("SIGTERM");
    await once(mock, "exit");

    await writeFile(
      join(project, "own.js"),
      `import { startMockServer } from "keyporter/mock";
      const mock = await startMockServer();
      console.log((await fetch(mock.url + "/__mock/health")).status, mock.db);
      await mock.stop();`,
    );
    const { stdout } = await promisify(execFile)(process.execPath, [join(project, "own.js")]);
    expect(stdout).toBe("200 undefined\n");
  });
});
