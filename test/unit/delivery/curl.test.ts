import { execFile, spawnSync } from "node:child_process";
import { promisify } from "node:util";
import { describe, expect, onTestFinished, test, vi } from "vitest";
import { startMockServer } from "../../../mock-server/mock.ts";
import { connectionId } from "../../../extension/core/model.ts";
import { serviceById } from "../../../extension/services/catalog.ts";

// Many runs, or programs of the machine's, which may be busy.
vi.setConfig({ testTimeout: 60_000 });

const run = promisify(execFile);
const noCurl = spawnSync("bash", ["-c", "curl --version"]).status !== 0;

/** What the shell prints when the command is run as it is copied, with the secret in its variable. */
async function tryOut(service: string, clientId: string, secret: string): Promise<string> {
  const mock = await startMockServer();
  onTestFinished(() => mock.stop());
  const target = { connectionId: connectionId("c"), baseUrl: mock.url, fields: {} };
  const command = serviceById(service)?.info.curl?.(target, clientId) ?? "";
  expect(command).not.toContain(secret);
  const { stdout } = await run("bash", ["-c", command], { env: { ...process.env, SECRET: secret } });
  return stdout;
}

describe.skipIf(noCurl)("the curl command, run in a shell against the mock server", () => {
  test("gets an access token of Confidence", async () => {
    const answer = await tryOut("confidence", "demo-confidence-client", "demo-confidence-secret");
    expect(JSON.parse(answer)).toMatchObject({ accessToken: expect.any(String) as unknown });
    expect(await tryOut("confidence", "demo-confidence-client", "wrong")).not.toContain("accessToken");
  });

  test("signs in to Octane, and prints no cookie", async () => {
    expect(await tryOut("octane", "demo_l2j4391xlw0k2ipwx5ejmdor8", "Demo@83sd!f1042ds")).toBe("200\n");
    expect(await tryOut("octane", "demo_l2j4391xlw0k2ipwx5ejmdor8", "wrong")).toBe("401\n");
  });

  test("a client ID that looks like shell code stays text", async () => {
    expect(await tryOut("octane", "$(echo x)`echo y`\\'\"", "wrong")).toBe("401\n");
  });
});
