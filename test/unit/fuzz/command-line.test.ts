import fc from "fast-check";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { commandNames } from "../../../extension/cli/command-line.ts";
import { ExitCode } from "../../../extension/cli/exit-codes.ts";
import { run } from "../../../extension/cli/run.ts";
import { type MockServer, startMockServer } from "../../../mock-server/mock.ts";
import { bundleCli, runCli } from "../../conformance/cli/bundled-cli.ts";
import { PATIENCE_MS, runs, slowTries, tries } from "../../tries.ts";
import { oddText } from "./json-like.ts";

/*
 * `keyporter` with arguments and variables of any kind, at a mock server: an exit code that its help has, words on standard error
 * where something was not done, never a stack trace, and in nothing that it says a secret: neither what signs in nor what the server has.
 */

const codes: readonly number[] = Object.values(ExitCode);
const WRONG = "wrong-canary-7Fh3kQz9!";

let folder = "";
let mock: MockServer;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "keyporter-any-arguments-"));
  mock = await startMockServer({ seed: "demo" });
});
afterAll(async () => {
  await mock.stop();
  rmSync(folder, { recursive: true, force: true });
});

// No file outside the folder of this test may come of it.
const text = oddText.filter(given => !/[/\\]/u.test(given));
const value = fc.oneof(
  { weight: 1, arbitrary: text },
  {
    weight: 4,
    arbitrary: fc.constantFrom(
      ...["1003", "1004", "admin-key", "apiClients/donlangsbyz6iiksdt4c", "../..", "-1", "1e9", "0", "-", "", "null"],
      ...[
        "name=x",
        "displayName=x",
        "expiration=1d",
        "expiration=soon",
        "roles=1027",
        "labels=a=b",
        "secret=x",
        "=",
        "a",
      ],
      ...["secret=KEYPORTER_NEW", "name=PATH", "14d", "36h", "json", "csv", "markdown", "production", "test"],
      ...["octane", "confidence", "confluence", "token", "client", "key", "user", "basic", "apiToken"],
    ),
  },
);
const flags = [
  ...["service", "sign-in", "timeout", "search", "query", "set", "set-from-env", "force", "yes", "within", "expired"],
  ...["exit-code", "format", "environment", "verbose", "help", "version", "no-yes", "secret", "password", "--", "h"],
];
const flag = fc.constantFrom(...flags).map(name => `--${name}`);
/** A flag, with a value of its own, of another or of none. */
const part = (inFolder: () => readonly string[], more: fc.Arbitrary<readonly string[]>) =>
  fc.oneof(
    { weight: 3, arbitrary: fc.tuple(flag, value) },
    { weight: 1, arbitrary: fc.tuple(flag, value).map(pair => [pair.join("=")]) },
    { weight: 1, arbitrary: flag.map(one => [one]) },
    { weight: 1, arbitrary: value.map(one => [one]) },
    { weight: 2, arbitrary: fc.constantFrom("--yes", "--force", "-h", "-v", "-vh").map(one => [one]) },
    {
      weight: 3,
      arbitrary: fc.nat(4).chain(at => fc.constant(["--secret-file", inFolder()[at] ?? ""])),
    },
    { weight: 2, arbitrary: more },
  );
const files = (): readonly string[] => [
  join(folder, "secret.txt"),
  join(folder, "not-there", "secret.txt"),
  join(folder, "x".repeat(3000)),
  folder,
  "",
];
const creating: fc.Arbitrary<readonly (readonly string[])[]> = fc
  .constantFrom(
    ["create", "--set", "name=fuzz", "--set", "expiration=1d", "--force"],
    ["create", "--set", "displayName=fuzz", "--force"],
    ["regenerate", "1003", "--yes", "--force"],
    ["revoke", "apiClients/donlangsbyz6iiksdt4c", "--yes"],
    ["list"],
  )
  .map(args => [
    args,
    ...(args[0] === "list" || args[0] === "revoke" ? [] : [["--secret-file", join(folder, "secret.txt")]]),
  ]);
const argumentsWith = (more: fc.Arbitrary<readonly string[]>): fc.Arbitrary<readonly string[]> =>
  fc
    .tuple(
      fc.oneof(
        creating,
        fc.oneof(fc.constantFrom<string>(...commandNames), value).map(one => [[one]]),
      ),
      fc.array(part(files, more), { maxLength: 5 }),
    )
    .map(([head, rest]) => [...head, ...rest].flat());

const signIns = {
  octane: {
    KEYPORTER_USER: "admin@keyporter.example",
    KEYPORTER_PASSWORD: "Demo-passw0rd",
    KEYPORTER_SHARED_SPACE: "1001",
  },
  confidence: { KEYPORTER_CLIENT_ID: "demo-confidence-client", KEYPORTER_CLIENT_SECRET: "demo-confidence-secret" },
  confluence: { KEYPORTER_EMAIL: "admin@keyporter.example", KEYPORTER_API_TOKEN: "demo-confluence-token" },
};
const variable = fc.constantFrom(...Object.values(signIns).flatMap(Object.keys), "KEYPORTER_TOKEN_ENDS");
/** A service with its sign-in, most often as it should be; what is wrong in it is no secret but the one that is looked for. */
const variables = fc
  .tuple(
    fc.constantFrom("octane", "octane", "confidence", "confluence"),
    fc.option(fc.tuple(variable, fc.constantFrom("", " ", WRONG, `${WRONG}\n`)), { freq: 4 }),
  )
  .map(([service, wrong]): Readonly<Record<string, string>> => ({
    KEYPORTER_SERVICE: service,
    KEYPORTER_NEW: "Fuzz-canary-91LmX!",
    ...signIns[service],
    ...(wrong === null ? {} : { [wrong[0]]: wrong[1] }),
  }));

/** All that this server has of secrets, and all that there was to sign in with. */
async function secretsNow(env: Readonly<Record<string, string>>): Promise<readonly string[]> {
  const found: string[] = [];
  const collect = (name: string, given: unknown): void => {
    if (typeof given === "string") {
      if (/secret|password|token/iu.test(name) && given.length >= 10) found.push(given);
    } else if (typeof given === "object" && given !== null) {
      for (const [key, inner] of Object.entries(given)) collect(Array.isArray(given) ? name : key, inner);
    }
  };
  collect("", await (await fetch(`${mock.url}/__mock/state`)).json());
  const typed = Object.entries(env).filter(([name]) => /SECRET|PASSWORD|TOKEN$|NEW/u.test(name));
  return [...found, ...typed.flatMap(([, one]) => (one.trim() === "" ? [] : [one.trim()]))];
}

interface Told {
  readonly code: number | null;
  readonly out: string;
  readonly said: string;
}

async function isFine({ code, out, said }: Told, env: Readonly<Record<string, string>>): Promise<void> {
  expect(codes).toContain(code);
  expect(`${out}${said}`).not.toMatch(/\n\s+at |node:internal|\[object /u);
  // What was looked for and found is all in the answer.
  if (code !== ExitCode.done) expect(said.trim()).not.toBe("");
  for (const secret of await secretsNow(env)) expect(`${out}${said}`.includes(secret), secret).toBe(false);
}

test(
  "whatever the arguments are, it does something or says why not, and no secret",
  async () => {
    const ended = new Map<number, number>();
    let count = 0;
    const address = fc
      .constantFrom(
        "mock:",
        "file:///etc/passwd",
        "http://evil.example",
        "https://u:p@evil.example",
        "http://[",
        "evil",
      )
      .map(url => ["--url", url]);
    await fc.assert(
      fc.asyncProperty(argumentsWith(address), variables, async (args, env) => {
        if (++count % 50 === 0) await mock.reset();
        const told = { out: "", said: "" };
        let asked = 0;
        const code = await run(args, "1.2.3", {
          env: { KEYPORTER_URL: mock.url, ...env },
          fetch: (input, init) => {
            asked++;
            const { origin } = new URL(input instanceof Request ? input.url : input);
            if (origin === mock.url) return globalThis.fetch(input, init);
            throw new TypeError("fetch failed", { cause: Object.assign(new Error(), { code: "CERT_HAS_EXPIRED" }) });
          },
          undici: "",
          signal: new AbortController().signal,
          out: more => void (told.out += more),
          err: more => void (told.said += more),
          say: more => void (told.said += more),
        });
        ended.set(code, (ended.get(code) ?? 0) + 1);
        await isFine({ code, ...told }, env);
        // Nothing was sent, so it was the arguments or the variables.
        if (asked === 0) expect([ExitCode.done, ExitCode.usage]).toContain(code);
      }),
      {
        ...tries(300),
        // The first two were said to be a server that did not answer.
        examples: [
          [["revoke", "apiClients/donlangsbyz6iiksdt4c", "--yes"], { KEYPORTER_SERVICE: "octane", ...signIns.octane }],
          [
            ["create", "--secret-file", join(folder, "x".repeat(3000))],
            { KEYPORTER_SERVICE: "octane", ...signIns.octane },
          ],
          // Few others come to be refused by the server.
          [["list"], { KEYPORTER_SERVICE: "octane", ...signIns.octane, KEYPORTER_PASSWORD: WRONG }],
        ],
      },
    );
    // Arguments that are all refused would prove little.
    for (const code of [ExitCode.done, ExitCode.usage, ExitCode.notAllowed])
      expect([code, ended.get(code) ?? 0]).not.toEqual([code, 0]);
    expect(ended.get(ExitCode.done) ?? 0).toBeGreaterThan(runs(300) / 50);
  },
  PATIENCE_MS,
);

test(
  "the program itself, too, with descriptors that a shell opened and those that it did not",
  async () => {
    const cli = await bundleCli();
    await mock.reset();
    const descriptor = fc
      .oneof(fc.constantFrom("0", "1", "2", "3", "4", "7", "18", "19", "20", "99999", "-3", "3 "), text)
      .map(fd => ["--secret-fd", fd]);
    // A NUL ends an argument, for whoever starts a program.
    const argument = argumentsWith(descriptor).filter(args => !args.some(one => one.includes("\0")));
    await fc.assert(
      fc.asyncProperty(argument, variables, async (args, env) => {
        const { code, stdout, stderr } = await runCli(cli, args, { KEYPORTER_URL: mock.url, ...env });
        // With --secret-fd 1 the secret is what it says, and all that it says there.
        const isOut =
          args.some((arg, index) => arg === "1" && args[index - 1] === "--secret-fd") && /^\S{10,}$/u.test(stdout);
        await isFine({ code, out: isOut ? "" : stdout, said: stderr }, env);
      }),
      slowTries(20),
    );
  },
  PATIENCE_MS,
);
