import { spawn } from "node:child_process";
import { once } from "node:events";
import { constants } from "node:os";
import { setTimeout as sleep } from "node:timers/promises";
import { Failure } from "./failure.mjs";
import { root } from "./paths.mjs";

const living = new Set();
const groups = process.platform !== "win32";

/** Starts a program that is ended together with this one. `group`: it starts others, which must end too. */
export function start(file, args, { group = false, ...options } = {}) {
  const child = spawn(file, args, { cwd: root, stdio: "inherit", detached: group && groups, ...options });
  const entry = { child, group: group && groups };
  living.add(entry);
  child.once("close", () => living.delete(entry));
  child.once("error", () => living.delete(entry));
  return child;
}

/**
 * Runs a program to its end and answers with its exit code, and with what it wrote where `capture` asks for that.
 * After `timeout` milliseconds it is ended and `timedOut` is set.
 */
export async function run(file, args, { timeout, capture = false, input = "inherit", ...options } = {}) {
  const child = start(file, args, {
    stdio: capture ? [input, "pipe", "pipe"] : [input, "inherit", "inherit"],
    ...options,
  });
  const output = [];
  child.stdout?.on("data", chunk => output.push(chunk));
  child.stderr?.on("data", chunk => output.push(chunk));
  let timedOut = false;
  const timer =
    timeout &&
    setTimeout(() => {
      timedOut = true;
      child.kill("SIGKILL");
    }, timeout);
  try {
    const [code, signal] = await once(child, "close");
    return { code: code ?? 128 + (constants.signals[signal] ?? 0), timedOut, output: Buffer.concat(output).toString() };
  } catch (error) {
    if (error.code === "ENOENT") throw new Failure(`"${file}" was not found on this machine.`);
    throw error;
  } finally {
    clearTimeout(timer);
  }
}

/** Ends one program that `start` started, with all that it started; by force where it does not listen. */
export async function stop(child, signal = "SIGTERM", patience = 5000) {
  const entry = [...living].find(each => each.child === child);
  if (!entry) return;
  const closed = once(child, "close");
  send(entry, signal);
  await Promise.race([closed, sleep(patience, undefined, { ref: false })]);
  if (entry.group) send(entry, "SIGKILL");
  else if (living.has(entry)) child.kill("SIGKILL");
}

function send({ child, group }, signal) {
  try {
    if (group) process.kill(-child.pid, signal);
    else child.kill(signal);
  } catch (error) {
    if (error.code !== "ESRCH") throw error;
  }
}

/**
 * Hands SIGINT, SIGTERM and SIGHUP on to everything that runs, waits for its end, and leaves with the usual code.
 * npm, when it is told to end, ends only the shell between itself and this process; so the loss of the parent counts too.
 */
export function forwardSignals() {
  let leaving = false;
  const leave = async signal => {
    if (leaving) return;
    leaving = true;
    await Promise.all([...living].map(({ child }) => stop(child, signal)));
    process.exit(128 + constants.signals[signal]);
  };
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, leave);
  const parent = process.ppid;
  if (process.env.npm_lifecycle_event) setInterval(() => process.ppid !== parent && leave("SIGTERM"), 500).unref();
}
