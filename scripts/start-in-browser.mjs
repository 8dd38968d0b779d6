import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { once } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import { installVsix, packageVsix } from "./build.mjs";
import { start, stop } from "./child.mjs";
import { Failure } from "./failure.mjs";
import { writeFirstSettings } from "./first-settings.mjs";
import { freePort } from "./free-port.mjs";
import { at, cache } from "./paths.mjs";
import { serveSignInLink } from "./sign-in-link.mjs";
import { installVsCode } from "./vscode.mjs";

const host = "127.0.0.1";
// The browser keeps secrets per address, so the port stays the same from one start to the next where it can.
const usualPort = 4020;

/** Serves a VS Code at a local address until it is ended. It is a shell on this machine, hence the password. */
export async function startInBrowser(wantedPort) {
  const { entry, node } = await installVsCode();
  const { file } = await packageVsix(cache("keyporter.vsix"));
  const port = await choosePort(wantedPort);
  const home = cache("start");
  const userData = cache("start/data");
  mkdirSync(userData, { recursive: true });
  writeFirstSettings(userData);
  await installVsix(file, cache("start/extensions"), userData);

  const password = readOrMakePassword();
  const server = start(node, [entry, ...serverArgs(port, userData), at("demo")], {
    group: true,
    stdio: ["ignore", "pipe", "pipe"],
    env: { ...process.env, HOME: home, XDG_CONFIG_HOME: home, PASSWORD: password },
  });
  const output = [];
  for (const stream of [server.stdout, server.stderr])
    stream.on("data", chunk => output.push(chunk) > 500 && output.shift());
  const ended = once(server, "close");
  const address = `http://${host}:${port}/`;
  if (!(await Promise.race([answers(`${address}healthz`), ended.then(() => false)]))) {
    await stop(server);
    throw new Failure(`${Buffer.concat(output)}\nVS Code did not start; its own words are above.`);
  }
  const link = await serveSignInLink({ address, password });
  console.log(`
VS Code with Keyporter is running.

  Open       ${link.url}
             (signs you in at once; keep it to yourself, it is a shell on this machine)
  or open    ${address}
  and enter  ${password}

Ctrl+C ends it.`);
  const [code] = await ended;
  link.close();
  if (code !== 0)
    throw new Failure(`${Buffer.concat(output)}\nVS Code ended by itself with code ${code}; its own words are above.`);
}

const serverArgs = (port, userData) => [
  "--auth=password",
  `--bind-addr=${host}:${port}`,
  `--user-data-dir=${userData}`,
  `--extensions-dir=${cache("start/extensions")}`,
  "--disable-telemetry",
  "--disable-update-check",
  "--disable-getting-started-override",
  "--ignore-last-opened",
  "--app-name=Keyporter demo",
];

async function choosePort(wanted) {
  if (wanted !== undefined) {
    if (await freePort(wanted)) return wanted;
    throw new Failure(`Port ${wanted} of ${host} is in use. End what uses it, or leave --port out to get a free one.`);
  }
  if (await freePort(usualPort)) return usualPort;
  const port = await freePort();
  console.log(
    `Port ${usualPort} is in use, so VS Code takes ${port}. Sign-ins that you stored at ${usualPort} stay there.`,
  );
  return port;
}

/** Kept, so that a browser that is signed in stays so over the next start. */
function readOrMakePassword() {
  const file = cache("start/password");
  if (!existsSync(file)) writeFileSync(file, randomBytes(12).toString("base64url"), { mode: 0o600 });
  return readFileSync(file, "utf8");
}

async function answers(url, patience = 60_000) {
  for (const deadline = Date.now() + patience; Date.now() < deadline; await sleep(100)) {
    const response = await fetch(url).catch(() => undefined);
    if (response?.ok) return true;
  }
  return false;
}
