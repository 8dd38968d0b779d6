import { mkdtemp, readdir, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { beforeAll, describe, expect, onTestFinished, test, vi } from "vitest";
import { type MockServer, startMockServer } from "../../../mock-server/mock.ts";
import { authority } from "../../unit/core/certificate.ts";
import { bundleCli, type Ended, runProgram } from "./bundled-cli.ts";

/* The script of demo/ci as it stands, against a mock server whose certificate is from a private authority. */

const script = fileURLToPath(new URL("../../../demo/ci/short-lived-key.sh", import.meta.url));

// Each test starts several programs.
vi.setConfig({ testTimeout: 90_000 });

let cli: string;
beforeAll(async () => {
  cli = await bundleCli();
}, 60_000);

interface Scene {
  readonly mock: MockServer;
  readonly temporary: string;
  run(variables: Readonly<Record<string, string>>, ...command: readonly string[]): Promise<Ended>;
  /** From a line of shell, to which the script is `$0`. */
  around(line: string, variables: Readonly<Record<string, string>>): Promise<Ended>;
}

async function scene(): Promise<Scene> {
  const place = await mkdtemp(join(tmpdir(), "keyporter-script-"));
  const temporary = await mkdtemp(join(place, "tmp-"));
  const company = authority();
  const issued = company.issue();
  const [ca, key, cert] = [join(place, "ca.pem"), join(place, "key.pem"), join(place, "cert.pem")];
  await Promise.all([writeFile(ca, company.cert), writeFile(key, issued.key), writeFile(cert, issued.cert)]);
  const mock = await startMockServer({ seed: "demo", tls: { key, cert } });
  onTestFinished(() => mock.stop());
  const common = {
    KEYPORTER: `${process.execPath} ${cli}`,
    KEYPORTER_URL: mock.url,
    KEYPORTER_SHARED_SPACE: "1001",
    KEYPORTER_CLIENT_ID: "demo_l2j4391xlw0k2ipwx5ejmdor8",
    KEYPORTER_CLIENT_SECRET: "Demo@83sd!f1042ds",
    TMPDIR: temporary,
    CA: ca,
  };
  return {
    mock,
    temporary,
    run: (variables, ...command) => runProgram("sh", [script, ...command], { ...common, ...variables }),
    around: (line, variables) => runProgram("sh", ["-c", line, script], { ...common, ...variables }),
  };
}

const requests = ({ mock }: Scene, method: string): number =>
  mock.journal.entries().filter(entry => entry.method === method && entry.path.includes("/api_accesses")).length;

describe.skipIf(process.platform === "win32")("a script that runs a command with a key of its own", () => {
  test("ends before the command where another key is about to end", async () => {
    const there = await scene();
    const ended = await there.run({}, "echo", "reached");
    expect(ended).toMatchObject({ code: 1, stdout: "" });
    expect(ended.stderr).toBe("keyporter: “load-tests”, “jenkins-nightly”: less than 14d left.\n");
    expect(requests(there, "POST")).toBe(0);
  });

  test("gives the command a key that works, and ends it with the command, however that ends", async () => {
    const there = await scene();
    const command = `printf '%s %s' "$OCTANE_CLIENT_ID" "$OCTANE_CLIENT_SECRET"; exit 3`;
    const ended = await there.run({ WITHIN: "1h" }, "sh", "-c", command);
    expect(ended.code).toBe(3);
    expect(ended.stdout).toMatch(/^run-\d+_[a-z0-9]{25} \S{30}$/u);
    expect([requests(there, "POST"), requests(there, "PUT")]).toEqual([1, 1]);
    expect(await readdir(there.temporary)).toEqual([]);
  });

  test("ends the key where it is stopped while the command runs, and the command with it", async () => {
    const there = await scene();
    const started = performance.now();
    const ended = await there.run({ WITHIN: "1h" }, "sh", "-c", "kill -TERM $PPID; exec sleep 60");
    expect(ended.code).toBe(143);
    expect(performance.now() - started).toBeLessThan(40_000);
    expect([requests(there, "POST"), requests(there, "PUT")]).toEqual([1, 1]);
    expect(await readdir(there.temporary)).toEqual([]);
  });

  test("ends the key where it is stopped while the key is made", async () => {
    const there = await scene();
    const stopping = join(there.temporary, "..", "stopping.sh");
    await writeFile(
      stopping,
      `${process.execPath} ${cli} "$@"; code=$?; [ "$1" != create ] || kill -TERM $PPID; exit $code`,
    );
    const ended = await there.run({ WITHIN: "1h", KEYPORTER: `sh ${stopping}` }, "echo", "reached");
    expect(ended).toMatchObject({ code: 143, stdout: "" });
    expect([requests(there, "POST"), requests(there, "PUT")]).toEqual([1, 1]);
  });

  test("leaves the command its standard input", async () => {
    const there = await scene();
    const wrapped = 'printf given | sh "$0" cat';
    const ended = await there.around(wrapped, { WITHIN: "1h" });
    expect(ended).toMatchObject({ code: 0, stdout: "given" });
  });

  test("does not run the command where the private authority is not named", async () => {
    const ended = await (await scene()).run({ CA: "" }, "echo", "reached");
    expect(ended).toMatchObject({ code: 5, stdout: "" });
    expect(ended.stderr).toContain("name its certificate: --ca FILE");
  });
});
