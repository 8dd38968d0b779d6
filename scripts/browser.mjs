import { existsSync, readFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { run } from "./child.mjs";
import { Failure } from "./failure.mjs";
import { at, cache } from "./paths.mjs";

const names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "microsoft-edge"];
const applications = [
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
  "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
  "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
  "C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe",
];
const minutes = 60_000;

/** The path of a Chromium that runs, installed on the way where this machine allows it. */
export async function installBrowser() {
  const chosen = process.env.CHROME_PATH;
  if (chosen) {
    if (await runs(chosen)) return chosen;
    throw new Failure(
      `CHROME_PATH is set to ${chosen}, but that does not run. Correct it, or unset it to let one be found.`,
    );
  }
  for (const find of [onThisSystem, fromPlaywright, fromDebian]) {
    const found = await find();
    if (found) return found;
  }
  throw new Failure(
    "The UI tests need a Chromium, and none could be found or installed. Install Chromium or Chrome (Debian, Ubuntu: " +
      "sudo apt-get install chromium; macOS: brew install --cask chromium) or set CHROME_PATH to one, and run this again.",
  );
}

async function onThisSystem() {
  const onPath = (process.env.PATH ?? "").split(delimiter).flatMap(folder => names.map(name => join(folder, name)));
  for (const path of [...onPath, ...applications]) if (existsSync(path) && (await runs(path))) return path;
}

async function fromPlaywright() {
  process.env.PLAYWRIGHT_BROWSERS_PATH ??= cache("browsers");
  const { chromium } = await import("playwright-core");
  const path = chromium.executablePath();
  if (existsSync(path) && (await runs(path))) return path;
  if (!(await reaches("https://cdn.playwright.dev/"))) return;
  console.log("Fetching Chromium with Playwright, once ...");
  const withSystemLibraries = process.platform === "linux" && isRoot() ? ["--with-deps"] : [];
  const args = [at("node_modules/playwright-core/cli.js"), "install", ...withSystemLibraries, "chromium"];
  await run(process.execPath, args, { timeout: 8 * minutes, input: "ignore" });
  if (existsSync(path) && (await runs(path))) return path;
}

/** On Ubuntu the package of that name is a snap, which containers can't run; `runs` finds that out. */
async function fromDebian() {
  const apt = await aptGet();
  if (!apt) return;
  console.log("Installing Chromium with apt-get, once ...");
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  const options = { env, capture: true, input: "ignore", timeout: 8 * minutes };
  const [file, ...first] = apt;
  const updated = await run(file, [...first, "update"], options);
  // Without a font, Chromium draws no text at all.
  const packages = ["install", "-y", "--no-install-recommends", "chromium", "fonts-liberation"];
  const installed = await run(file, [...first, ...packages], options);
  if (installed.code !== 0) console.error(updated.output.slice(-2000), installed.output.slice(-2000));
  return onThisSystem();
}

async function aptGet() {
  const system = existsSync("/etc/os-release") ? readFileSync("/etc/os-release", "utf8") : "";
  if (!/^ID(_LIKE)?="?.*(debian|ubuntu)/m.test(system)) return;
  if (isRoot()) return ["apt-get"];
  const sudo = await run("sudo", ["-n", "true"], { capture: true }).catch(() => ({ code: 1 }));
  return sudo.code === 0 ? ["sudo", "-n", "--preserve-env=DEBIAN_FRONTEND", "apt-get"] : undefined;
}

const isRoot = () => process.getuid?.() === 0;

async function runs(path) {
  // Chrome on Windows opens a window instead of answering.
  if (process.platform === "win32") return true;
  const { code } = await run(path, ["--version"], { capture: true, timeout: 20_000 }).catch(() => ({ code: 1 }));
  return code === 0;
}

async function reaches(url) {
  try {
    await fetch(url, { method: "HEAD", signal: AbortSignal.timeout(8000) });
    return true;
  } catch {
    return false;
  }
}
