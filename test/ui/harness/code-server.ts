import { spawn } from "node:child_process";
import { once } from "node:events";
import { cp, mkdir, readFile, writeFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { environment } from "./environment.ts";
import { freePort } from "../../free-port.ts";

/** Where a VS Code of a test keeps everything; nothing of it is the machine's own. */
export interface Places {
  readonly root: string;
  readonly userData: string;
  readonly extensions: string;
  /** The packaged extension among them. */
  readonly extension: string;
  readonly folder: string;
}

export interface CodeServer {
  readonly url: string;
  stop(): Promise<void>;
}

export interface Contents {
  /** Of the workspace's folder, by name. */
  readonly files: Readonly<Record<string, string>>;
  /** The folders of extensions beside the packaged one. */
  readonly otherExtensions: readonly string[];
}

/** Makes the folders, puts the packaged extension and the workspace's files in. */
export async function preparePlaces(root: string, { files, otherExtensions }: Contents): Promise<Places> {
  const { extension } = environment();
  const extensions = join(root, "extensions");
  const places = {
    root,
    userData: join(root, "data"),
    extensions,
    extension: join(extensions, basename(extension)),
    folder: join(root, "workspace"),
  };
  await mkdir(places.folder, { recursive: true });
  for (const each of [extension, ...otherExtensions])
    await cp(each, join(extensions, basename(each)), { recursive: true });
  for (const [name, content] of Object.entries(files)) {
    await mkdir(join(places.folder, name, ".."), { recursive: true });
    await writeFile(join(places.folder, name), content);
  }
  return places;
}

/**
 * Starts code-server's own program; only it keeps secrets over a reload of the window.
 * @param url where it was before: the browser keeps secrets by address
 */
export async function startCodeServer({ root, userData, extensions }: Places, url?: string): Promise<CodeServer> {
  url ??= `http://127.0.0.1:${await freePort()}`;
  const { node, vscode } = environment();
  const child = spawn(
    node,
    [
      vscode,
      "--auth=none",
      `--bind-addr=${new URL(url).host}`,
      `--user-data-dir=${userData}`,
      `--extensions-dir=${extensions}`,
      "--disable-telemetry",
      "--disable-update-check",
      "--ignore-last-opened",
    ],
    // Its own group, because it starts programs that must end with it.
    { detached: true, stdio: ["ignore", "pipe", "pipe"], env: { ...process.env, HOME: root, XDG_CONFIG_HOME: root } },
  );
  const output: Buffer[] = [];
  child.stdout.on("data", (chunk: Buffer) => output.push(chunk));
  child.stderr.on("data", (chunk: Buffer) => output.push(chunk));
  const closed = once(child, "close");
  const stop = async () => {
    if (child.pid !== undefined && child.exitCode === null) process.kill(-child.pid, "SIGKILL");
    await closed;
  };
  if (!(await answers(`${url}/healthz`))) {
    await stop();
    throw new Error(`VS Code did not start:\n${Buffer.concat(output).toString()}`);
  }
  return { url, stop };
}

async function answers(url: string, patience = 30_000): Promise<boolean> {
  const deadline = Date.now() + patience;
  while (Date.now() < deadline) {
    const response = await fetch(url).catch(() => undefined);
    if (response?.ok) return true;
    await sleep(50);
  }
  return false;
}

/** The user's settings, as a file: what a test writes there, VS Code takes up at once. */
export async function writeSettings({ userData }: Places, settings: Readonly<Record<string, unknown>>): Promise<void> {
  await mkdir(join(userData, "User"), { recursive: true });
  await writeFile(join(userData, "User/settings.json"), JSON.stringify(settings, undefined, 2));
}

/** The user's settings as they are on the disk now. */
export async function readSettings({ userData }: Places): Promise<unknown> {
  return JSON.parse(await readFile(join(userData, "User/settings.json"), "utf8"));
}
