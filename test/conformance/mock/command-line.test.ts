import { execFileSync, fork } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readFile, writeFile } from "node:fs/promises";
import { request } from "node:https";
import { createServer } from "node:net";
import type { AddressInfo } from "node:net";
import { text as textOfStream } from "node:stream/consumers";
import type { Readable } from "node:stream";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeAll, describe, expect, it, vi } from "vitest";
import { callerOf } from "../confidence/caller.ts";
import { bundleMock } from "../../bundle-mock.ts";
import { freePort } from "../../free-port.ts";
import { runMock, startMockProcess } from "./bundled-mock.ts";

let cli: string;
beforeAll(async () => {
  cli = await bundleMock();
});

const textOf = (stream: Readable | null) => (stream === null ? "" : textOfStream(stream));

describe("keyporter-mock", () => {
  it("--json prints one object once it accepts connections, and nothing else", async () => {
    const mock = await startMockProcess(cli, ["--memory"]);
    expect(mock.ready).toEqual({
      url: `http://127.0.0.1:${mock.ready.port}`,
      port: expect.any(Number) as unknown,
      pid: mock.child.pid,
      db: "memory",
      seed: "demo",
    });
    expect((await callerOf(mock.url, undefined).get("/__mock/health")).status).toBe(200);
    mock.child.kill("SIGTERM");
    const { stdout, stderr } = await mock.ended;
    expect(stdout.split("\n")).toHaveLength(2);
    expect(stderr).toBe("");
  });

  it("keeps its state in the user's data folder, or in memory where CI is set", async () => {
    const home = await mkdtemp(join(tmpdir(), "keyporter-home-"));
    const env = { HOME: home, USERPROFILE: home, XDG_DATA_HOME: join(home, "data"), LOCALAPPDATA: join(home, "data") };
    const onDisk = await startMockProcess(cli, [], env);
    expect(onDisk.ready.db.startsWith(home)).toBe(true);
    onDisk.child.kill("SIGTERM");
    await onDisk.ended;
    expect(await readFile(onDisk.ready.db, "utf8")).toContain("donlangsbyz6iiksdt4c");

    const inCi = await startMockProcess(cli, [], { ...env, CI: "true" });
    expect(inCi.ready.db).toBe("memory");
    inCi.child.kill("SIGTERM");
    await inCi.ended;
  });

  it.each([
    [["--nosuch"], "--nosuch"],
    [["positional"], "positional"],
    [["--port", "many"], "--port"],
    [["--port", "70000"], "--port"],
    [["--memory", "--db", "x.json"], "--memory"],
    [["--tls-cert", "x.pem"], "--tls-key"],
    [["--memory", "--tls-cert", "/nosuch.pem", "--tls-key", "/nosuch.pem"], "/nosuch.pem"],
    [["--memory", "--option", "confidence.shape"], "NAME=VALUE"],
    [["--memory", "--option", "confidence.shape=2024"], "both, 2023, current"],
    [["--memory", "--option", "no.such=x"], "no.such"],
    [["--memory", "--seed", "nosuch"], "nosuch"],
    [["--memory", "--cors", "*"], "--cors"],
    [["--memory", "--host", "0.0.0.0"], "--allow-remote"],
    [["--memory", "--random-seed", "x"], "--random-seed"],
    [["--memory", "--now", "tomorrow"], "--now"],
    [["--memory", "--now", "2026-02-30T00:00:00Z"], "--now"],
    [["--memory", "--allow-host", "http://mock:4010"], "--allow-host"],
    [["--memory", "--seed", "package.json"], "confidence, octane, confluence"],
    [["--memory", "--fault", "service=ocatne,status=503"], "confidence, octane, confluence"],
    [["--memory", "--fault", "dropConnection=false"], "effect.dropConnection"],
    [["--memory", "--fault", "status"], "status"],
    [["--memory", "--fault", "colour=blue"], "colour"],
    [["--memory", "--fault", "{"], "JSON"],
    [["--memory", "--fault", '[{"effect":{"status":503}},{"effect":{"status":99}}]'], "1.effect.status"],
    [["--db", ""], "--db takes the path of a file"],
    [["--memory", "--fault", "path=/v1"], "effect"],
  ])("%j is answered with one line and exit code 2", async (args, mentioned) => {
    const { code, stdout, stderr } = await runMock(cli, args);
    expect([code, stdout]).toEqual([2, ""]);
    expect(stderr).toMatch(/^keyporter-mock: [^\n]+\n$/);
    expect(stderr).toContain(mentioned);
  });

  it("a port in use is answered with one line and exit code 2", async () => {
    const other = createServer().listen(0, "127.0.0.1");
    await once(other, "listening");
    const { port } = other.address() as AddressInfo;
    const { code, stderr } = await runMock(cli, ["--memory", "--port", String(port)]);
    other.close();
    expect(code).toBe(2);
    expect(stderr).toMatch(new RegExp(`^keyporter-mock: Port ${port} [^\n]+\n$`));
  });

  it("takes every documented option", async () => {
    const options = {
      "confidence.shape": "2023",
      "confidence.labels": "array",
      "confidence.missing": "403",
      "octane.basicAuth": "on",
      "octane.apiKeysOnly": "on",
      "octane.idleMinutes": 5,
      "octane.sessionMinutes": 60,
      "confluence.plan": "standard",
      "confluence.public": "on",
    };
    const flags = Object.entries(options).flatMap(([name, value]) => ["--option", `${name}=${String(value)}`]);
    const mock = await startMockProcess(cli, ["--memory", ...flags]);
    expect((await callerOf(mock.url, undefined).get("/__mock/options")).body).toEqual(options);
    mock.child.kill("SIGTERM");
    await mock.ended;
  });

  it("takes faults, and a time to stand at", async () => {
    const mock = await startMockProcess(cli, [
      ...["--memory", "--now", "2031-05-06T07:08:09Z"],
      ...["--fault", "service=confidence,method=get,path=/v1/apiClients,retryAfter=7,times=1"],
      ...["--fault", '{"sequence": [{"status": 503}, null, {"html": true}], "path": "/v1/roles"}'],
      ...["--fault", "path=/v1/users,latencyMs=100..200"],
      ...[
        "--fault",
        '[{"path": "/v1/policies", "times": 1, "effect": {"status": 500}}, {"path": "/v1/policies", "effect": {"status": 502}}]',
      ],
    ]);
    const { get } = callerOf(mock.url, "demo-confidence-token");
    const throttled = await get("/v1/apiClients");
    expect([throttled.status, throttled.headers.get("retry-after")]).toEqual([429, "7"]);
    expect(throttled.headers.get("date")).toBe("Tue, 06 May 2031 07:08:09 GMT");
    expect([(await get("/v1/roles")).status, (await get("/v1/roles")).status]).toEqual([503, 200]);
    expect([(await get("/v1/policies")).status, (await get("/v1/policies")).status]).toEqual([500, 502]);
    const start = performance.now();
    await get("/v1/users");
    expect(performance.now() - start).toBeGreaterThan(95);
    mock.child.kill("SIGTERM");
    await mock.ended;
  });

  it("says where it is and how to sign in; --quiet says nothing; --verbose each request", async () => {
    const talk = async (...flags: string[]) => {
      const port = await freePort();
      const mock = fork(cli, ["--memory", "--port", String(port), ...flags], { silent: true, execArgv: [] });
      // Not "close": Node doesn't send it for a child whose channel was closed first.
      const ended = Promise.all([textOf(mock.stdout), textOf(mock.stderr), once(mock, "exit")]);
      const { get } = callerOf(`http://127.0.0.1:${port}`, "demo-confidence-token");
      await vi.waitFor(() => get("/__mock/health"), { timeout: 15_000 });
      await get("/v1/apiClients?filter=canary");
      mock.disconnect();
      const [stdout, stderr] = await ended;
      return stdout + stderr;
    };
    const [usual, quiet, verbose] = await Promise.all([talk(), talk("--quiet"), talk("--verbose")]);
    for (const known of ["demo-confidence-client", "Demo-passw0rd", "demo-confluence-token"]) {
      expect(usual).toContain(known);
    }
    expect(quiet).toBe("");
    expect(verbose).toMatch(/GET \/v1\/apiClients 200/);
    expect(verbose).not.toContain("canary");
  });

  it("ends cleanly when the process that forked it goes away", async () => {
    const mock = fork(cli, ["--memory", "--port", "0", "--json"], {
      stdio: ["pipe", "pipe", "pipe", "ipc"],
      execArgv: [],
    });
    await once(mock.stdout ?? mock, "data");
    const asked = performance.now();
    mock.disconnect();
    const [code] = (await once(mock, "exit")) as [number | null];
    expect(code).toBe(0);
    expect(performance.now() - asked).toBeLessThan(1000);
  });

  it("prints help and its version", async () => {
    const { version } = JSON.parse(await readFile(new URL("../../../package.json", import.meta.url), "utf8")) as {
      version: string;
    };
    expect(await runMock(cli, ["--version"])).toMatchObject({ code: 0, stdout: `${version}\n`, stderr: "" });
    const help = await runMock(cli, ["--help"]);
    expect(help.code).toBe(0);
    for (const flag of [
      "--port",
      "--db",
      "--seed",
      "--option",
      "--allow-host",
      "--cors",
      "--tls-cert",
      "--random-seed",
      "--now",
      "--fault",
    ]) {
      expect(help.stdout).toContain(flag);
    }
    expect(help.stdout).toContain("confidence.shape: both, 2023, current (both)");
    expect(help.stdout).toContain("octane.idleMinutes: a number of minutes above 0 (30)");
    for (const line of help.stdout.split("\n")) expect(line.length).toBeLessThanOrEqual(120);
  });

  it("serves https with a certificate of the person's own", async context => {
    const folder = await mkdtemp(join(tmpdir(), "keyporter-tls-"));
    const [key, cert] = [join(folder, "key.pem"), join(folder, "cert.pem")];
    try {
      execFileSync(
        "openssl",
        [
          "req",
          "-x509",
          "-newkey",
          "rsa:2048",
          "-nodes",
          "-keyout",
          key,
          "-out",
          cert,
          "-days",
          "2",
          "-subj",
          "/CN=localhost",
          "-addext",
          "subjectAltName=DNS:localhost,IP:127.0.0.1",
        ],
        { stdio: "ignore" },
      );
    } catch {
      context.skip("openssl is needed to make a certificate");
    }
    const mock = await startMockProcess(cli, ["--memory", "--tls-cert", cert, "--tls-key", key]);
    expect(mock.url).toMatch(/^https:/);
    const call = request(`${mock.url}/__mock/health`, { ca: await readFile(cert), headers: { Origin: mock.url } });
    call.end();
    const [response] = (await once(call, "response")) as [{ statusCode?: number; resume: () => void }];
    expect(response.statusCode).toBe(200);
    response.resume();
    mock.child.kill("SIGTERM");
    expect((await mock.ended).code).toBe(0);

    await writeFile(key, "no key");
    const refused = await runMock(cli, ["--memory", "--tls-cert", cert, "--tls-key", key]);
    expect([refused.code, refused.stderr.split("\n").length]).toEqual([2, 2]);
  });

  it("reads UTF-8, also when it arrives in pieces, and no other charset", async () => {
    const mock = await startMockProcess(cli, ["--memory"]);
    const { post } = callerOf(mock.url, "demo-confidence-token");
    const displayName = "Größe 📦 ".repeat(20_000).trim();
    expect((await post("/v1/apiClients", { displayName })).body["displayName"]).toBe(displayName);
    const latin = await fetch(`${mock.url}/v1/apiClients`, {
      method: "POST",
      headers: { "Content-Type": "application/json; charset=iso-8859-1" },
      body: "{}",
    });
    expect(latin.status).toBe(415);
    mock.child.kill("SIGTERM");
    await mock.ended;
  });
});
