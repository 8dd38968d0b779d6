import { type ChildProcess, fork } from "node:child_process";
import { existsSync } from "node:fs";
import { createInterface } from "node:readline";
import * as l10n from "@vscode/l10n";
import * as v from "valibot";
import type { Disposable } from "../core/disposable.ts";
import { describeError, ServiceError } from "../core/errors.ts";
import type { MockStatus } from "./status.ts";

/** The first line on the mock server's stdout. */
const readyLine = v.pipe(
  v.string(),
  v.parseJson(),
  v.object({ url: v.pipe(v.string(), v.url()), damaged: v.optional(v.string()) }),
);

type Ready = v.InferOutput<typeof readyLine>;

const START_TIMEOUT_MS = 15_000;

export interface BundledMock extends Disposable {
  /** Its address; starts it where it does not run. All who ask while it starts get the same one. */
  url(): Promise<string>;
  /** Ends it, with everything saved. Whoever asks for its address next starts it again. */
  stop(): Promise<void>;
}

export interface BundledMockOptions {
  /** `dist/mock-server.mjs` */
  readonly script: string;
  /** Where it keeps its state; without, it forgets everything when it stops. */
  readonly database?: string | undefined;
  readonly log: (line: string) => void;
  /** It is in another state now. */
  readonly changed?: (status: MockStatus) => void;
}

/** So long it may take to save before it is ended by force; it needs a second at most. */
const STOP_TIMEOUT_MS = 3000;

interface Running {
  readonly child: ChildProcess;
  readonly url: Promise<string>;
  /** Set where somebody wants it to end. */
  stopping: boolean;
}

/**
 * The mock server as a child process of this window: on a free port, with the demo seed. It ends with the
 * window; where this process dies without a word, the child notices that its parent is gone and ends by itself.
 */
export function bundledMock(options: BundledMockOptions): BundledMock {
  let disposed = false;
  let running: Running | undefined;
  /** One that is on its way out still holds the state file. */
  let ending: Promise<void> | undefined;
  const changed = options.changed ?? (() => undefined);

  const start = (): Promise<string> => {
    const state = options.database === undefined ? ["--memory"] : ["--db", options.database];
    const child = fork(options.script, ["--json", "--port", "0", ...state], {
      execArgv: [],
      stdio: ["pipe", "pipe", "pipe", "ipc"],
      // Inside desktop VS Code the running binary is Electron, which this turns into Node.
      env: { ...process.env, ELECTRON_RUN_AS_NODE: "1" },
    });
    const listening = ready(child, options.log);
    const url = listening.then(said => said.url);
    const mine: Running = { child, url, stopping: false };
    running = mine;
    changed({ type: "starting" });
    let listens = false;
    child.once("exit", (code, signal) => {
      const how = String(signal ?? code ?? "?");
      options.log(`mock server ended (${how})`);
      if (running === mine) running = undefined;
      if (disposed) return;
      if (mine.stopping) changed({ type: "stopped" });
      else if (listens) changed({ type: "ended", how });
    });
    listening.then(
      said => {
        listens = true;
        options.log(`mock server listens at ${said.url}`);
        changed({ type: "running", url: said.url, pid: child.pid, damaged: said.damaged });
      },
      (error: unknown) => {
        options.log(`mock server did not start: ${describeError(error)}`);
        if (running === mine) running = undefined;
        child.kill();
        if (!mine.stopping) changed({ type: "failed", message: describeError(error) });
      },
    );
    return url;
  };

  const url = async (): Promise<string> => {
    if (running !== undefined) return running.url;
    // A child that is started now would have nobody to end it.
    if (disposed) throw new ServiceError({ kind: "cancelled", message: l10n.t("Cancelled.") });
    if (!existsSync(options.script)) throw missing();
    if (ending === undefined) return start();
    await ending;
    // Somebody else may have waited as well, or all may be over.
    return url();
  };

  return {
    url,
    async stop() {
      const mine = running;
      if (mine === undefined) return;
      mine.stopping = true;
      running = undefined;
      ending = end(mine.child);
      await ending;
      ending = undefined;
    },
    dispose() {
      disposed = true;
      const child = running?.child;
      running = undefined;
      // The child saves and ends on the disconnect too; the signal is for the one that can't.
      if (child?.connected === true) child.disconnect();
      child?.kill();
    },
  };
}

function end(child: ChildProcess): Promise<void> {
  return new Promise(resolve => {
    const timer = setTimeout(() => child.kill("SIGKILL"), STOP_TIMEOUT_MS);
    child.once("exit", () => {
      clearTimeout(timer);
      resolve();
    });
    child.kill();
  });
}

const missing = (): ServiceError =>
  new ServiceError({
    kind: "unavailable",
    message: l10n.t("The bundled mock server is missing from this installation."),
    hint: l10n.t("Install Keyporter again."),
  });

function ready(child: ChildProcess, log: (line: string) => void): Promise<Ready> {
  return new Promise((resolve, reject) => {
    const said: string[] = [];
    const fail = (message: string): void => {
      clearTimeout(timer);
      const hint = said.length === 0 ? l10n.t("Show the log for details.") : said.slice(-3).join(" ");
      reject(new ServiceError({ kind: "unavailable", message, hint }));
    };
    const timer = setTimeout(() => fail(l10n.t("The bundled mock server did not start in time.")), START_TIMEOUT_MS);
    child.once("error", error => fail(l10n.t("The bundled mock server can't be started: {0}", error.message)));
    const stopped = (): void => fail(l10n.t("The bundled mock server stopped while it was starting."));
    child.once("exit", () => {
      // Its last words may come after its end.
      if (child.stderr === null || child.stderr.closed) stopped();
      else child.stderr.once("close", stopped);
    });
    if (child.stdout !== null) {
      createInterface(child.stdout).once("line", line => {
        const parsed = v.safeParse(readyLine, line);
        if (!parsed.success) {
          fail(l10n.t("The bundled mock server did not say where it listens."));
          return;
        }
        clearTimeout(timer);
        resolve({ ...parsed.output, url: parsed.output.url.replace(/\/+$/u, "") });
      });
    }
    if (child.stderr !== null) {
      createInterface(child.stderr).on("line", line => {
        said.push(line);
        log(`mock server: ${line}`);
      });
    }
  });
}
