// Loaded with --require into VS Code's server, from there into the extension host it starts, to see the real activation.
import childProcess from "node:child_process";
import dgram from "node:dgram";
import dns from "node:dns";
import fs from "node:fs";
import http from "node:http";
import https from "node:https";
import Module from "node:module";
import net from "node:net";
import * as v from "valibot";
import { place, type Activation } from "./record.ts";

const bundle = /[/\\]dist[/\\]extension\.cjs$/;
const fromBundle = /[/\\]dist[/\\]extension\.cjs:/;
const watched: Readonly<Record<string, object>> = {
  "child_process": childProcess,
  dgram,
  dns,
  fs,
  "fs/promises": fs.promises,
  http,
  https,
  net,
};

type AnyFunction = (this: unknown, ...args: unknown[]) => unknown;
const isFunction = (value: unknown): value is AnyFunction => typeof value === "function";
const Extension = v.looseObject({ activate: v.custom<AnyFunction>(isFunction) });

// VS Code drops NODE_OPTIONS from the extension host's environment, so this file follows the fork itself.
const fork = childProcess.fork;
const forkWatched = (file: string, args?: readonly string[], options?: childProcess.ForkOptions) =>
  fork(file, args, { ...options, execArgv: [...(options?.execArgv ?? process.execArgv), `--require=${__filename}`] });
Reflect.set(childProcess, "fork", forkWatched);
Module.syncBuiltinESMExports();

const load: unknown = Reflect.get(Module.prototype, "load");
if (!isFunction(load)) throw new Error("This Node loads modules in another way; the activation can't be watched.");
Reflect.set(Module.prototype, "load", function (this: NodeJS.Module, ...args: unknown[]): unknown {
  if (!bundle.test(String(args[0]))) return load.apply(this, args);
  const started = performance.now();
  const result = load.apply(this, args);
  const loadMilliseconds = performance.now() - started;
  const extension = v.parse(Extension, this.exports);
  this.exports = { ...extension, activate: watching(extension.activate, loadMilliseconds) };
  return result;
});

function watching(activate: AnyFunction, loadMilliseconds: number): AnyFunction {
  return async (...args) => {
    const calls: string[] = [];
    const unwatch = Object.entries(watched).map(([name, module]) => watch(name, module, calls));
    const started = performance.now();
    try {
      return await activate(...args);
    } finally {
      const seen: Activation = { loadMilliseconds, activateMilliseconds: performance.now() - started, calls };
      for (const end of unwatch) end();
      Reflect.set(globalThis, place, seen);
    }
  };
}

/** Replaces the functions of a module by ones that write down who called, and answers with the way back. */
function watch(moduleName: string, module: object, calls: string[]): () => void {
  const originals = Object.entries(module).filter((entry): entry is [string, AnyFunction] => isFunction(entry[1]));
  const functions = originals.filter(([name]) => /^[a-z]/.test(name));
  for (const [name, original] of functions) {
    Reflect.set(module, name, function (this: unknown, ...args: unknown[]) {
      if (fromBundle.test(wholeStack())) calls.push(`${moduleName}.${name}`);
      return original.apply(this, args);
    });
  }
  return () => {
    for (const [name, original] of functions) Reflect.set(module, name, original);
  };
}

function wholeStack(): string {
  const usual = Error.stackTraceLimit;
  Error.stackTraceLimit = Infinity;
  const { stack = "" } = new Error();
  Error.stackTraceLimit = usual;
  return stack;
}
