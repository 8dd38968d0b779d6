import { spawn } from "node:child_process";
import { once } from "node:events";
import { cpSync, mkdirSync, mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import * as v from "valibot";
import { describe, expect, it } from "vitest";

/* What the Dockerfile says, done in a folder: no docker is needed to see that what it copies is there and runs. */

const root = fileURLToPath(new URL("../../..", import.meta.url));
const lines = readFileSync(join(root, "Dockerfile"), "utf8").split("\n");
const instructions = (name: string) =>
  lines.filter(line => line.startsWith(`${name} `)).map(line => line.slice(name.length + 1));
const words = v.pipe(v.string(), v.parseJson(), v.array(v.string()));
const commandOf = (name: string) => v.parse(words, instructions(name)[0]);

/** A folder as `WORKDIR` is when the image is built. */
function layOut(): string {
  const folder = mkdtempSync(join(tmpdir(), "keyporter-image-"));
  for (const copy of instructions("COPY")) {
    const sources = copy.split(" ");
    const target = sources.pop() ?? "";
    for (const source of sources) {
      const place =
        sources.length > 1 || target.endsWith("/") ? join(folder, target, basename(source)) : join(folder, target);
      mkdirSync(join(place, ".."), { recursive: true });
      cpSync(join(root, source), place, { recursive: true });
    }
  }
  return folder;
}

describe("the image", () => {
  it("has only what .dockerignore lets in", () => {
    const ignored = readFileSync(join(root, ".dockerignore"), "utf8").split("\n");
    const copied = instructions("COPY").flatMap(copy => copy.split(" ").slice(0, -1));
    expect(
      ignored
        .filter(line => line.startsWith("!"))
        .map(line => line.slice(1))
        .sort(),
    ).toEqual(copied.sort());
  });

  it("runs as nobody in particular, from an image that has the Node it needs", () => {
    const node = Number(/^node:(\d+)-alpine$/.exec(instructions("FROM")[0] ?? "")?.[1]);
    const { engines } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as { engines: { node: string } };
    expect(node).toBeGreaterThanOrEqual(Number(/\d+/.exec(engines.node)?.[0]));
    expect(instructions("USER")).toEqual(["node"]);
  });

  it.each(["the image's own command", "the command of compose.yaml"])(
    "answers, started by %s",
    { timeout: 60_000 },
    async which => {
      const folder = layOut();
      const compose = readFileSync(join(root, "demo/ci/compose.yaml"), "utf8");
      const given = which.includes("compose")
        ? v.parse(words, /command: (\[.*\])/.exec(compose)?.[1])
        : commandOf("CMD");
      const [, ...entry] = commandOf("ENTRYPOINT");
      const args = [...entry, ...given, "--port", "0", "--json"].map(word => word.replace("/data/", `${folder}/data/`));
      const mock = spawn(process.execPath, args, { cwd: folder, stdio: ["ignore", "pipe", "inherit"] });
      try {
        const [line] = (await once(createInterface(mock.stdout), "line")) as [string];
        const { port, db } = JSON.parse(line) as { port: number; db: string };
        expect(db).toBe(which.includes("compose") ? "memory" : join(folder, "data/mock.json"));
        const url = `http://127.0.0.1:${String(port)}`;
        expect((await fetch(`${url}/__mock/health`)).status).toBe(200);
        expect(await (await fetch(`${url}/dashboard/page.js`)).text()).not.toBe("");
      } finally {
        mock.kill("SIGTERM");
      }
      expect(await once(mock, "exit")).toEqual([0, null]);
    },
  );
});
