import { cpSync, existsSync, globSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { once } from "node:events";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { installBrowser } from "./browser.mjs";
import { installedExtension } from "./build.mjs";
import { start, stop } from "./child.mjs";
import { counted } from "./counted.mjs";
import { Failure } from "./failure.mjs";
import { writeFirstSettings } from "./first-settings.mjs";
import { freePort } from "./free-port.mjs";
import { onCi } from "./on-ci.mjs";
import { at, cache } from "./paths.mjs";
import { installVsCode } from "./vscode.mjs";

const host = "127.0.0.1";

/**
 * Runs the tests of a folder inside the extension host of a real VS Code, and answers with how many passed.
 * @param suite the folder, below test/
 * @param hook a file of it that is loaded into the extension host before anything else
 * @param version of VS Code; the usual one where nothing is said
 * @param only a part of the names of the tests to run
 * @param env what the tests are told
 * @param patience milliseconds for all of it
 */
export async function inExtensionHost({ suite, hook, version, only = "", env = {}, patience = 180_000 }) {
  const bundles = cache(suite);
  const report = join(bundles, "results.json");
  const notes = join(bundles, "notes.txt");
  const browser = await installBrowser();
  const vscode = await installVsCode(version);
  const extension = await installedExtension(version);
  await bundleTests(suite, bundles);
  const data = mkdtempSync(join(tmpdir(), `keyporter-${suite}-`));
  const port = await freePort();
  const serverProcess = startServer({
    vscode,
    port,
    data,
    hook: join(bundles, hook),
    env: {
      ...env,
      KEYPORTER_TEST_ONLY: only,
      KEYPORTER_TEST_NOTES: notes,
      KEYPORTER_TEST_RETRIES: onCi ? "1" : "0",
    },
  });
  const output = [];
  for (const stream of [serverProcess.stdout, serverProcess.stderr]) stream.on("data", chunk => output.push(chunk));
  try {
    await accepting(`http://${host}:${port}/version`, once(serverProcess, "close"));
    const page = await openPage(browser, addressOf(port, folderIn(data), extension, bundles));
    await reported(page, bundles, patience);
    await page.context().browser().close();
  } catch (error) {
    throw new Failure(
      `${Buffer.concat(output)}\nThe tests in the extension host (${suite}) did not run: ${error.message}`,
    );
  } finally {
    await stop(serverProcess);
    rmSync(data, { recursive: true, force: true, maxRetries: 5 });
  }
  return counted(report, 0, printed);
}

/** mocha stays outside: it loads its own files by path. */
async function bundleTests(suite, bundles) {
  const { build } = await import("esbuild");
  rmSync(bundles, { recursive: true, force: true });
  await build({
    absWorkingDir: at("."),
    entryPoints: globSync(`test/${suite}/**/*.ts`, { cwd: at(".") }),
    outdir: bundles,
    outbase: `test/${suite}`,
    outExtension: { ".js": ".cjs" },
    bundle: true,
    platform: "node",
    target: "node22",
    format: "cjs",
    sourcemap: "inline",
    external: ["vscode", "mocha"],
  });
}

function startServer({ vscode: { node, server }, port, data, hook, env }) {
  const serverData = join(data, "server");
  writeFirstSettings(join(serverData, "data"));
  return start(
    node,
    [
      `--require=${hook}`,
      server,
      `--host=${host}`,
      `--port=${port}`,
      "--without-connection-token",
      "--accept-server-license-terms",
      `--server-data-dir=${serverData}`,
      "--telemetry-level=off",
      "--enable-smoke-test-driver",
    ],
    {
      group: true,
      stdio: ["ignore", "pipe", "pipe"],
      env: {
        ...process.env,
        HOME: data,
        ...env,
      },
    },
  );
}

function folderIn(data) {
  const folder = join(data, "workspace");
  mkdirSync(folder);
  cpSync(at("demo"), folder, { recursive: true });
  return folder;
}

function addressOf(port, folder, extension, bundles) {
  const remote = path => `vscode-remote://${host}:${port}${path}`;
  const payload = [
    ["extensionDevelopmentPath", remote(extension)],
    ["extensionTestsPath", remote(join(bundles, "index.cjs"))],
  ];
  return `http://${host}:${port}/?folder=${encodeURIComponent(folder)}&payload=${encodeURIComponent(JSON.stringify(payload))}`;
}

async function openPage(executablePath, address) {
  const { chromium } = await import("playwright-core");
  const browser = await chromium.launch({
    executablePath,
    args: ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"],
  });
  const context = await browser.newContext();
  // The inner server lacks this route; without an answer secrets would live in the page's memory only.
  await context.route("**/mint-key", route => route.fulfill({ body: Buffer.alloc(32, 7) }));
  const page = await context.newPage();
  await page.goto(address, { waitUntil: "commit" });
  return page;
}

async function accepting(url, closed) {
  let running = true;
  closed.then(() => (running = false));
  for (const deadline = Date.now() + 30_000; running && Date.now() < deadline; await sleep(50)) {
    const response = await fetch(url).catch(() => undefined);
    if (response?.ok) return;
  }
  throw new Error("VS Code's server did not start.");
}

/** What the tests note is shown as it comes: some of them take minutes. Where they ask for it, the window is reloaded; they begin anew then. */
async function reported(page, bundles, patience) {
  const [report, notes, reload] = ["results.json", "notes.txt", "reload"].map(name => join(bundles, name));
  let shown = 0;
  for (const deadline = Date.now() + patience; Date.now() < deadline; await sleep(100)) {
    const isOver = existsSync(report);
    const noted = existsSync(notes) ? readFileSync(notes, "utf8") : "";
    process.stdout.write(noted.slice(shown));
    shown = noted.length;
    if (isOver) return;
    if (!existsSync(reload)) continue;
    rmSync(reload);
    await page.reload({ waitUntil: "commit" });
  }
  throw new Error(`no result came within ${patience / 1000} s.`);
}

function printed({ tests, errors }) {
  for (const { title, error, milliseconds, wasFlaky } of tests) {
    console.log(`${error ? "  ✘ " : "  ✓ "} ${title} (${milliseconds} ms)`);
    if (error) console.log(error.replace(/^/gm, "      "));
    if (wasFlaky) console.log(wasFlaky.replace(/^/gm, "      at first: "));
  }
  for (const error of errors) console.log(error);
  const failures = [
    ...tests.filter(({ error }) => error).map(({ title, error }) => ({ title, message: error })),
    ...errors.map(message => ({ title: "outside of a test", message })),
  ];
  const flaky = tests.filter(({ wasFlaky, error }) => wasFlaky && !error).length;
  return { passed: tests.length + errors.length - failures.length, failed: failures.length, flaky, failures };
}
