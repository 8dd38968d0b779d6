import { existsSync } from "node:fs";
import { chmod, mkdtemp, readdir, readFile, stat, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import * as v from "valibot";
import { beforeAll, describe, expect, onTestFinished, test, vi } from "vitest";
import { commandNames } from "../../../extension/cli/command-line.ts";
import { help } from "../../../extension/cli/help.ts";
import { type MockServer, type MockServerOptions, startMockServer } from "../../../mock-server/mock.ts";
import { authority } from "../../unit/core/certificate.ts";
import { bundleCli, type Ended, runCli } from "./bundled-cli.ts";

// Each test starts several programs.
vi.setConfig({ testTimeout: 90_000 });

let cli: string;
beforeAll(async () => {
  cli = await bundleCli();
}, 60_000);

const octaneUser = { KEYPORTER_USER: "admin@keyporter.example", KEYPORTER_PASSWORD: "Demo-passw0rd" };
const octaneVariables = { ...octaneUser, KEYPORTER_SERVICE: "octane", KEYPORTER_SHARED_SPACE: "1001" };
const confidenceVariables = {
  KEYPORTER_SERVICE: "confidence",
  KEYPORTER_CLIENT_ID: "demo-confidence-client",
  KEYPORTER_CLIENT_SECRET: "demo-confidence-secret",
};
const confluenceVariables = {
  KEYPORTER_SERVICE: "confluence",
  KEYPORTER_EMAIL: "admin@keyporter.example",
  KEYPORTER_API_TOKEN: "demo-confluence-token",
};

async function start(options: MockServerOptions = {}): Promise<MockServer> {
  const mock = await startMockServer({ seed: "demo", ...options });
  onTestFinished(() => mock.stop());
  return mock;
}

const folder = (): Promise<string> => mkdtemp(join(tmpdir(), "keyporter-secret-"));

const credential = v.looseObject({
  id: v.string(),
  label: v.string(),
  clientId: v.optional(v.string()),
  state: v.string(),
  expiresAt: v.optional(v.string()),
});
const listed = v.object({ at: v.string(), credentials: v.array(credential) });
const soon = v.object({ at: v.string(), expiring: v.array(credential), signIn: v.optional(v.unknown()) });
const outcome = v.object({
  message: v.string(),
  credential: v.optional(credential),
  incomplete: v.optional(v.string()),
});
const said = <Schema extends v.GenericSchema>(schema: Schema, { stdout }: Ended): v.InferOutput<Schema> =>
  v.parse(schema, JSON.parse(stdout));

async function signsIn(mock: MockServer, clientId: string, secret: string): Promise<boolean> {
  const answer = await fetch(`${mock.url}/authentication/sign_in`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ client_id: clientId, client_secret: secret }),
  });
  return answer.ok;
}

describe("looking", () => {
  test.each([
    ["confidence", confidenceVariables, "apiClients/donlangsbyz6iiksdt4c"],
    ["octane", octaneVariables, "1003"],
    ["confluence", confluenceVariables, "admin-key"],
  ])("list has the credentials of %s, without a secret", async (_service, variables, id) => {
    const mock = await start();
    const ended = await runCli(cli, ["list", "--url", mock.url], variables);
    expect(ended).toMatchObject({ code: 0, stderr: "" });
    expect(said(listed, ended).credentials.map(each => each.id)).toContain(id);
    expect(ended.stdout).not.toMatch(/secret|passw/iu);
  });

  test("list finds by words, and in the server's own language", async () => {
    const { url } = await start();
    const found = async (...args: string[]) =>
      said(listed, await runCli(cli, ["list", "--url", url, ...args], octaneVariables)).credentials.map(
        ({ label }) => label,
      );
    expect(await found("--search", "gate")).toEqual(["quality-gate"]);
    expect(await found("--query", "name EQ ^j*^")).toEqual(["jenkins-nightly", "jira-sync"]);
  });

  test("expiring tells what ends soon, the soonest first, and fails where it is asked to", async () => {
    const { url } = await start();
    const run = (...args: string[]) => runCli(cli, ["expiring", "--url", url, ...args], octaneVariables);
    const within = await run("--within", "14d");
    expect(within).toMatchObject({ code: 0, stderr: "" });
    expect(said(soon, within).expiring.map(({ label }) => label)).toEqual(["load-tests", "jenkins-nightly"]);
    const failing = await run("--within", "14d", "--exit-code");
    expect(failing).toMatchObject({ code: 1, stdout: expect.stringContaining("load-tests") as unknown });
    expect(failing.stderr).toBe("keyporter: “load-tests”, “jenkins-nightly”: less than 14d left.\n");
    expect((await run("--within", "1h", "--exit-code")).code).toBe(0);
    const over = await run("--within", "1h", "--expired", "--exit-code");
    expect([over.code, said(soon, over).expiring.map(({ label }) => label)]).toEqual([1, ["jira-sync"]]);
  });

  test("expiring also tells when what signs in here ends", async () => {
    const { url } = await start();
    const tomorrow = new Date(Date.now() + 86_400_000).toISOString().slice(0, 10);
    const variables = { ...confluenceVariables, KEYPORTER_TOKEN_ENDS: tomorrow };
    const ended = await runCli(cli, ["expiring", "--within", "3d", "--exit-code", "--url", url], variables);
    expect([ended.code, ended.stderr]).toEqual([1, "keyporter: the sign-in: less than 3d left.\n"]);
  });

  test("expiring tells of a sign-in that works although its day has come, and takes nothing for a day that is none", async () => {
    const { url } = await start();
    const run = (day: string) =>
      runCli(cli, ["expiring", "--within", "3d", "--exit-code", "--url", url], {
        ...confluenceVariables,
        KEYPORTER_TOKEN_ENDS: day,
      });
    expect((await run(new Date().toISOString().slice(0, 10))).code).toBe(1);
    for (const day of ["31.1.2027", "2027-02-31", "soon"]) {
      const { code, stdout, stderr } = await run(day);
      expect([code, stdout]).toEqual([2, ""]);
      expect(stderr).toBe(`keyporter: KEYPORTER_TOKEN_ENDS: “${day}” is no day; write it like 2027-01-31.\n`);
    }
  });

  test.each(["http", "https"])(
    "--ca with a file that is none can't be, also where the address is %s:",
    async scheme => {
      const url = `${scheme}://127.0.0.1:9`;
      const missing = await runCli(cli, ["list", "--ca", "not-there.pem", "--url", url], octaneVariables);
      expect([missing.code, missing.stdout]).toEqual([2, ""]);
      expect(missing.stderr).toMatch(
        /^keyporter: --ca: The file of the certificate authority, .*not-there\.pem, is not there\.\n$/u,
      );
      const none = await runCli(cli, ["list", "--ca", fileURLToPath(import.meta.url), "--url", url], octaneVariables);
      expect(none.code).toBe(2);
      expect(none.stderr).toMatch(/^keyporter: --ca: .* does not hold a certificate that can be read\.\n$/u);
    },
  );

  test("inventory comes as JSON, CSV and Markdown", async () => {
    const { url } = await start();
    const run = (...args: string[]) => runCli(cli, ["inventory", "--url", url, ...args], octaneVariables);
    expect(JSON.parse((await run()).stdout)).toMatchObject({ format: "keyporter-inventory", version: 1 });
    const csv = (await run("--format", "csv", "--environment", "test")).stdout;
    expect(csv.split("\r\n")).toHaveLength(12);
    expect(csv).toContain(",Octane,Test,127.0.0.1:");
    expect((await run("--format", "markdown")).stdout).toContain("| quality-gate |");
    expect((await run("--format", "xml")).code).toBe(2);
  });

  test("--verbose writes the requests to standard error, without secrets", async () => {
    const { url } = await start();
    const { stderr } = await runCli(cli, ["list", "--verbose", "--url", url], octaneVariables);
    expect(stderr).toMatch(/POST .*\/authentication\/sign_in 200/u);
    expect(stderr).not.toContain("Demo-passw0rd");
  });
});

describe("a secret", () => {
  test("goes into a new file that only its owner can read, and nowhere else", async () => {
    const mock = await start();
    const file = join(await folder(), "secret");
    const args = ["create", "--set", "name=pipeline", "--set", "expiration=90d", "--secret-file", file];
    const ended = await runCli(cli, [...args, "--verbose", "--url", mock.url], octaneVariables);
    expect(ended.code).toBe(0);
    const secret = await readFile(file, "utf8");
    expect(secret).toMatch(/^\S{30}$/u);
    if (process.platform !== "win32") expect((await stat(file)).mode & 0o777).toBe(0o600);
    expect(`${ended.stdout}${ended.stderr}`).not.toContain(secret);
    const made = said(outcome, ended).credential;
    expect(await signsIn(mock, made?.clientId ?? "", secret)).toBe(true);
    const days = (new Date(made?.expiresAt ?? "").getTime() - Date.now()) / 86_400_000;
    expect(Math.round(days)).toBe(90);
    expect(await readdir(join(file, ".."))).toEqual(["secret"]);
  });

  test("goes through the descriptor that was asked for", async () => {
    const mock = await start();
    const args = ["create", "--set", "displayName=Nightly sync", "--set", "labels=team=data", "--url", mock.url];
    const third = await runCli(cli, [...args, "--secret-fd", "3"], confidenceVariables);
    expect(third.code).toBe(0);
    expect(third.third).toMatch(/^\S{20,}$/u);
    expect(`${third.stdout}${third.stderr}`).not.toContain(third.third);
    const first = await runCli(cli, [...args, "--secret-fd", "1"], confidenceVariables);
    expect(first.stdout).toMatch(/^\S{20,}$/u);
    expect(v.parse(outcome, JSON.parse(first.stderr)).message).toBe("Created the API client “Nightly sync”.");
  });

  test("of one's own comes from the environment, never from an argument", async () => {
    const mock = await start();
    const file = join(await folder(), "secret");
    const args = ["create", "--set", "name=own", "--secret-file", file, "--url", mock.url];
    const refused = await runCli(cli, [...args, "--set", "secret=Hunter2-Hunter2"], octaneVariables);
    expect([refused.code, refused.stderr]).toEqual([
      2,
      "keyporter: “secret” is a secret: everybody can read arguments. Use --set-from-env secret=VARIABLE.\n",
    ]);
    expect(existsSync(file)).toBe(false);
    const variables = { ...octaneVariables, OWN: "Own-Secret-0fTheirs" };
    expect((await runCli(cli, [...args, "--set-from-env", "secret=OWN"], variables)).code).toBe(0);
    expect(await readFile(file, "utf8")).toBe("Own-Secret-0fTheirs");
  });

  test("has to have a place before anything is asked for", async () => {
    const mock = await start();
    const place = await folder();
    const there = join(place, "there");
    const link = join(place, "link");
    await writeFile(there, "precious");
    await symlink(there, link);
    const before = mock.journal.entries().length;
    const run = async (...args: string[]) =>
      (await runCli(cli, ["create", "--set", "name=x", "--url", mock.url, ...args], octaneVariables)).stderr;
    expect(await run()).toContain("either --secret-file FILE or --secret-fd N");
    expect(await run("--secret-fd", "3", "--secret-file", there)).toContain("either");
    for (const own of ["4", "9", "15", "20"]) expect(await run("--secret-fd", own)).toContain("is not open; open it");
    expect(await run("--secret-fd", "2")).toContain("takes 1 or a descriptor");
    expect(await run("--secret-file", there)).toContain("is there already; --force replaces it");
    expect(await run("--secret-file", link)).toContain("is there already");
    expect(await run("--secret-file", join(place, "no", "folder"))).toContain("Nothing can be written in");
    expect(mock.journal.entries()).toHaveLength(before);
    expect(await readFile(there, "utf8")).toBe("precious");
  });

  test("replaces a file with --force, whose rights it does not keep", async () => {
    const { url } = await start();
    const file = join(await folder(), "secret");
    await writeFile(file, "old");
    await chmod(file, 0o644);
    const args = ["regenerate", "1003", "--yes", "--secret-file", file, "--force", "--url", url];
    expect((await runCli(cli, args, octaneVariables)).code).toBe(0);
    expect(await readFile(file, "utf8")).toMatch(/^\S{30}$/u);
    if (process.platform !== "win32") expect((await stat(file)).mode & 0o777).toBe(0o600);
  });

  test("is proved where the answer was lost", async () => {
    const mock = await start();
    const file = join(await folder(), "secret");
    mock.faults.add({ method: "POST", path: "/api", times: 1, effect: { lostAnswer: true } });
    const args = ["create", "--set", "name=lost", "--secret-file", file, "--url", mock.url];
    const ended = await runCli(cli, args, octaneVariables);
    expect(ended.code).toBe(0);
    const clientId = said(outcome, ended).credential?.clientId ?? "";
    expect(await signsIn(mock, clientId, await readFile(file, "utf8"))).toBe(true);
  });

  test("is where it was wanted also where nobody knows whether it counts, with a code of its own", async () => {
    const file = join(await folder(), "secret");
    const mock = await start({
      onRequest({ method, path }) {
        if (method !== "POST" || !path.startsWith("/api")) return;
        mock.faults.add({ method: "GET", path: "/api", effect: { status: 500 } });
      },
    });
    mock.faults.add({ method: "POST", path: "/api", times: 1, effect: { lostAnswer: true } });
    const args = ["create", "--set", "name=lost", "--secret-file", file, "--url", mock.url];
    const ended = await runCli(cli, args, octaneVariables);
    expect([ended.code, ended.stdout]).toEqual([6, ""]);
    expect(ended.stderr).toContain("it is not known whether the API access key “lost” was created");
    const secret = await readFile(file, "utf8");
    mock.faults.clear();
    const [made] = said(
      listed,
      await runCli(cli, ["list", "--search", "lost", "--url", mock.url], octaneVariables),
    ).credentials;
    expect(await signsIn(mock, made?.clientId ?? "", secret)).toBe(true);
  });
});

describe("a change", () => {
  test("says what would break, and waits for --yes", async () => {
    const mock = await start();
    const run = (...args: string[]) => runCli(cli, ["revoke", "1003", "--url", mock.url, ...args], octaneVariables);
    const asked = await run();
    expect(asked.code).toBe(2);
    expect(asked.stderr).toContain("keyporter: Revoke the API access key “myKey03”?");
    expect(asked.stderr).toContain("stops working at once");
    expect(await signsIn(mock, "myKey03_l2j4391xlw0k2ipwx5ejmdor8", "Demo1003-secret!")).toBe(true);
    const done = await run("--yes");
    expect([done.code, said(outcome, done).credential?.state]).toEqual([0, "revoked"]);
    expect(await signsIn(mock, "myKey03_l2j4391xlw0k2ipwx5ejmdor8", "Demo1003-secret!")).toBe(false);
    const again = await run("--yes");
    expect([again.code, again.stderr]).toEqual([4, "keyporter: That can't be done to “myKey03” as it is (revoked).\n"]);
  });

  test("ends what its service only deletes, too", async () => {
    const { url } = await start();
    const id = "apiClients/donlangsbyz6iiksdt4c";
    const done = await runCli(cli, ["revoke", id, "--yes", "--url", url], confidenceVariables);
    expect([done.code, said(outcome, done).credential]).toEqual([0, undefined]);
    const left = said(listed, await runCli(cli, ["list", "--url", url], confidenceVariables)).credentials;
    expect(left.map(each => each.id)).not.toContain(id);
  });

  test("that a service does not have is a mistake, told before anything is sent", async () => {
    const { url } = await start();
    const at = ["--url", url, "--secret-fd", "3"];
    const regenerate = await runCli(cli, ["regenerate", "x", "--yes", ...at], confidenceVariables);
    expect([regenerate.code, regenerate.stderr]).toEqual([
      2,
      "keyporter: In Confidence no secret can be regenerated; create another API client.\n",
    ]);
    expect((await runCli(cli, ["create", ...at], confluenceVariables)).stderr).toContain("there is nothing to create");
  });
});

describe("what goes wrong", () => {
  test.each<[string, string[], Record<string, string>, number, RegExp]>([
    ["no command", [], {}, 2, /Say what to do: list, create/u],
    ["another command", ["show"], {}, 2, /There is no command “show”/u],
    ["another flag", ["list", "--nosuch"], {}, 2, /--nosuch/u],
    ["a flag of another command", ["list", "--yes"], {}, 2, /list has no --yes/u],
    ["too many words", ["list", "hunter2"], {}, 2, /list takes flags and nothing more/u],
    ["no id", ["revoke"], {}, 2, /revoke needs the id/u],
    ["no service", ["list"], {}, 2, /--service: confidence, octane, confluence/u],
    ["no address", ["list"], confidenceVariables, 2, /--url, such as https:\/\/iam\.eu\.confidence\.dev/u],
    ["an address in the clear", ["list", "--url", "http://example.com"], octaneVariables, 2, /in the clear/u],
    [
      "no sign-in",
      ["list", "--service", "octane", "--url", "https://x.test"],
      {},
      2,
      /set KEYPORTER_CLIENT_ID and KEYPORTER_CLIENT_SECRET .* or instead KEYPORTER_USER and KEYPORTER_PASSWORD/u,
    ],
    [
      "an unknown sign-in",
      ["list", "--sign-in", "magic", "--url", "https://x.test"],
      octaneVariables,
      2,
      /has no sign-in “magic”; it has key, user, basic/u,
    ],
    [
      "no shared space",
      ["list", "--service", "octane", "--url", "https://x.test"],
      octaneUser,
      2,
      /KEYPORTER_SHARED_SPACE/u,
    ],
    ["no span", ["expiring", "--within", "soon", "--url", "https://x.test"], octaneVariables, 2, /no time span/u],
    ["no time", ["list", "--timeout", "0", "--url", "https://x.test"], octaneVariables, 2, /--timeout/u],
  ])("is said, and nothing is on standard output: %s", async (_what, args, variables, code, words) => {
    const ended = await runCli(cli, args, variables);
    expect([ended.code, ended.stdout]).toEqual([code, ""]);
    expect(ended.stderr).toMatch(words);
    expect(ended.stderr).not.toContain("hunter2");
  });

  test("nobody there is said, too", async () => {
    const mock = await startMockServer();
    await mock.stop();
    const ended = await runCli(cli, ["list", "--url", mock.url], octaneVariables);
    expect([ended.code, ended.stderr.startsWith("keyporter: Nobody listens at 127.0.0.1:")]).toEqual([5, true]);
  });

  test("a sign-in that is refused, rights that lack, and what is not there have codes of their own", async () => {
    const { url } = await start();
    const run = (args: string[], variables: Record<string, string>) => runCli(cli, [...args, "--url", url], variables);
    const wrong = await run(["list"], { ...octaneVariables, KEYPORTER_PASSWORD: "not-the-password" });
    expect([wrong.code, wrong.stderr.includes("not-the-password")]).toEqual([3, false]);
    expect(wrong.stderr).toContain("Look at the variables that sign in");
    expect((await run(["list"], { ...octaneVariables, KEYPORTER_USER: "member@keyporter.example" })).code).toBe(3);
    expect((await run(["revoke", "9999", "--yes"], octaneVariables)).code).toBe(4);
  });

  test("a field that is not there is answered with those that are", async () => {
    const { url } = await start();
    const place = await folder();
    const args = ["create", "--set", "nme=x", "--secret-file", join(place, "s"), "--url", url];
    const { code, stderr } = await runCli(cli, args, octaneVariables);
    expect(code).toBe(2);
    expect(stderr).toContain("There is no field “nme”.");
    expect(stderr).toContain("name (text, required) Name");
    expect(stderr).toContain("secret (secret, from a variable, required) Client secret");
    expect(stderr).toContain("expiration (2027-01-31T00:00:00Z or a span such as 90d) Expiration");
    expect(await readdir(place)).toEqual([]);
  });

  test("roles of the same name are told apart by their workspace", async () => {
    const mock = await start();
    const args = ["create", "--set", "nme=x", "--secret-fd", "3", "--url", mock.url];
    const { stderr } = await runCli(cli, args, octaneVariables);
    const roles = [...stderr.matchAll(/roles, (.+?): (.+)/gu)];
    const workspaces = new Map(roles.map(([, name = "", names = ""]) => [name, names]));
    const { services } = v.parse(
      v.object({ services: v.object({ octane: v.object({ workspaces: v.array(v.object({ name: v.string() })) }) }) }),
      mock.exportState(),
    );
    for (const { name } of services.octane.workspaces) expect(workspaces.get(name)).toMatch(/^\d+ “.+”/u);
    expect(workspaces.get("The whole shared space")).toMatch(/^1009 “/u);
  });

  test.each([
    ["expiration=tomorrow", "expiration: This is neither a moment in UTC nor a span."],
    ["name=", "name: Name is required."],
  ])("--set %s is refused in words that fit a terminal", async (set, words) => {
    const { url } = await start();
    const args = ["create", "--set", "name=x", "--set", set, "--secret-fd", "3", "--url", url];
    const { code, stderr } = await runCli(cli, args, octaneVariables);
    expect([code, stderr.includes(words), stderr.includes("Choose")]).toEqual([2, true, false]);
  });
});

describe("a server with a private authority", () => {
  test("is refused without --ca, and works with it, whatever the command", async () => {
    const company = authority();
    const place = await folder();
    const [ca, key, cert] = [join(place, "ca.pem"), join(place, "key.pem"), join(place, "cert.pem")];
    const issued = company.issue();
    await Promise.all([writeFile(ca, company.cert), writeFile(key, issued.key), writeFile(cert, issued.cert)]);
    const mock = await start({ tls: { key, cert } });
    const refused = await runCli(cli, ["list", "--url", mock.url], octaneVariables);
    expect(refused.code).toBe(5);
    expect(refused.stderr).toContain("name its certificate: --ca FILE");
    const ended = await runCli(cli, ["list", "--ca", ca, "--url", mock.url], octaneVariables);
    expect([ended.stderr, said(listed, ended).credentials.length]).toEqual(["", 10]);
    const args = ["create", "--set", "name=private", "--secret-fd", "3", "--ca", ca, "--url", mock.url];
    expect((await runCli(cli, args, octaneVariables)).third).toMatch(/^\S{30}$/u);
    const missing = await runCli(cli, ["list", "--ca", `${ca}.not`, "--url", mock.url], octaneVariables);
    expect([missing.code, missing.stderr.includes("is not there")]).toEqual([2, true]);
  });
});

test("--help has every command, every flag and every exit code", async () => {
  const { stdout, code } = await runCli(cli, ["list", "--help"]);
  expect([code, stdout]).toEqual([0, help]);
  for (const name of commandNames) expect(help).toMatch(new RegExp(`^  ${name}\\b`, "mu"));
  const flags = await readFile(new URL("../../../extension/cli/command-line.ts", import.meta.url), "utf8");
  for (const [, flag = ""] of flags.matchAll(/^ {2}"([a-z-]+)": \{ type/gmu)) expect(help).toContain(`--${flag}`);
  const codes = await readFile(new URL("../../../extension/cli/exit-codes.ts", import.meta.url), "utf8");
  for (const [, number = ""] of codes.matchAll(/^ {2}\w+: (\d+),/gmu)) {
    expect(help).toMatch(new RegExp(`^  ${number} +\\w`, "mu"));
  }
  expect((await runCli(cli, ["--version"])).stdout).toMatch(/^\d+\.\d+\.\d+\n$/u);
});
