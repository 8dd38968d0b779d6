import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { bundled, temporaryFolder } from "./undici-bundle.ts";

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
beforeAll(async () => {
  folder = await temporaryFolder();
});
afterAll(() => folder[Symbol.asyncDispose]());

describe("undici", () => {
  test("is no part of what everybody loads", async () => {
    const inputs = await bundled("extension/main.ts", join(folder.path, "extension.cjs"));
    expect(inputs).toContain("extension/private-ca/private-http.ts");
    expect(inputs.filter(input => input.includes("node_modules/undici/"))).toEqual([]);
  });

  test("leaves the dispatcher of the process alone when its bundle is loaded", async () => {
    const file = join(folder.path, "undici.cjs");
    await bundled("extension/private-ca/undici-entry.ts", file);
    // A process of its own, where nobody has fetched anything yet and so no dispatcher stands in the way.
    const script = `
      const { Agent } = require(${JSON.stringify(file)});
      const ours = Object.getOwnPropertySymbols(globalThis).filter(name => /undici/i.test(name.description ?? ""));
      console.log(JSON.stringify([typeof Agent, ours.map(name => globalThis[name] instanceof Agent)]));
    `;
    const printed = execFileSync(process.execPath, ["--eval", script], { encoding: "utf8" });
    const [kind, replaced] = JSON.parse(printed) as [string, boolean[]];
    expect(kind).toBe("function");
    expect(replaced).not.toContain(true);
  });
});
