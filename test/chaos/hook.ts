// Loaded with --require into VS Code's server, from there into the extension host it starts: puts hands on the packaged extension.
import childProcess from "node:child_process";
import Module from "node:module";
import type * as vscode from "vscode";
import { handledApi } from "./hands/api.ts";
import { movableClock } from "./hands/clock.ts";
import { troubledDisk } from "./hands/disk.ts";
import { troubledSecrets } from "./hands/keyring.ts";
import { leaveHands, type Hands } from "./hands/place.ts";

type AnyFunction = (this: unknown, ...args: unknown[]) => unknown;
const isFunction = (value: unknown): value is AnyFunction => typeof value === "function";

const ours = /[/\\]dist[/\\](extension|later)\.cjs$/u;
const entry = /[/\\]dist[/\\]extension\.cjs$/u;

// VS Code drops NODE_OPTIONS from the extension host's environment, so this file follows the fork itself.
const fork = childProcess.fork;
const forkHandled = (file: string, args?: readonly string[], options?: childProcess.ForkOptions) =>
  fork(file, args, {
    ...options,
    execArgv: [...(options?.execArgv ?? process.execArgv), `--require=${__filename}`, "--expose-gc"],
  });
Reflect.set(childProcess, "fork", forkHandled);
Module.syncBuiltinESMExports();

const unhandled: string[] = [];
process.on("unhandledRejection", reason => unhandled.push(textOf(reason)));
process.on("uncaughtExceptionMonitor", error => unhandled.push(textOf(error)));

const kept: Omit<Hands, "vscode" | "context" | "tree" | "counts" | "focus"> = {
  told: [],
  progress: [],
  pages: [],
  log: [],
  unhandled,
  trouble: { disk: undefined, keyring: undefined },
  answers: {
    question: (_message, [first]) => first,
    message: () => undefined,
    pick: ([first]) => first,
    type: (_title, _prompt, value) => value,
  },
  realPages: true,
  clipboard: "",
  putAway: new Set(),
  clockAheadMs: 0,
};

if (process.argv.some(argument => argument.includes("extensionHost"))) {
  movableClock(() => kept.clockAheadMs);
  troubledDisk(kept.trouble);
}

let handled: ReturnType<typeof handledApi> | undefined;
/** VS Code puts its own in place of this one when the extension host begins, and asks it for everything else. */
const isOurs = (parent: unknown): boolean =>
  parent instanceof Module && typeof parent.filename === "string" && ours.test(parent.filename);

const load: unknown = Reflect.get(Module.prototype, "load");
if (!isFunction(load)) throw new Error("This Node loads modules in another way; no hands can be put on the extension.");
Reflect.set(Module.prototype, "load", function (this: NodeJS.Module, ...args: unknown[]): unknown {
  if (!entry.test(String(args[0]))) return load.apply(this, args);
  const inner: unknown = Reflect.get(Module, "_load");
  if (!isFunction(inner)) throw new Error("no Module._load");
  Reflect.set(Module, "_load", (request: string, parent: unknown, ...rest: unknown[]): unknown => {
    const found = inner.call(Module, request, parent, ...rest);
    if (request !== "vscode" || !isOurs(parent)) return found;
    handled ??= handledApi(found as typeof vscode, kept);
    return handled.api;
  });
  const result = load.apply(this, args);
  const { activate, ...others } = this.exports as { readonly activate: AnyFunction };
  this.exports = { ...others, activate: (context: vscode.ExtensionContext) => activate(onContext(context)) };
  return result;
});

/** The extension's context, with a keyring that can refuse. */
function onContext(context: vscode.ExtensionContext): vscode.ExtensionContext {
  const own = Object.defineProperties(
    {},
    {
      ...Object.getOwnPropertyDescriptors(context),
      secrets: { value: troubledSecrets(context.secrets, kept.trouble), enumerable: true },
    },
  ) as vscode.ExtensionContext;
  if (handled === undefined) throw new Error("the extension was loaded without hands");
  const { api, tree, counts, focus } = handled;
  const here = Object.assign(kept, { vscode: api, context: own, counts, focus });
  leaveHands(Object.defineProperty(here, "tree", { get: tree }) as Hands);
  return own;
}

function textOf(reason: unknown): string {
  return reason instanceof Error ? (reason.stack ?? reason.message) : String(reason);
}
