import { constants } from "node:fs";
import { createRequire } from "node:module";
import { resolve, sep } from "node:path";
import type { FileHandle } from "node:fs/promises";
import type { Trouble } from "./place.ts";

type AnyFunction = (this: unknown, ...args: unknown[]) => unknown;

/** Functions of fs/promises that write at the path that they are given first. */
const writing = ["appendFile", "copyFile", "cp", "mkdir", "mkdtemp", "rename", "rm", "unlink", "writeFile"] as const;
/** Removing makes room, so a full disk allows it; and a new name needs none. */
const allowedWhenFull: ReadonlySet<string> = new Set(["rename", "rm", "unlink", "mkdir"]);

/** Makes writes fail below a folder, at the lowest layer that this process has: Node's file system functions. */
export function troubledDisk(trouble: Trouble): void {
  // The very object that a bundle gets from require(); an import would be a copy of it.
  const fs = createRequire(__filename)("node:fs/promises") as Record<string, unknown>;
  const failureAt = (path: unknown): NodeJS.ErrnoException | undefined => {
    const { disk } = trouble;
    if (disk === undefined || typeof path !== "string") return undefined;
    if (!`${resolve(path)}${sep}`.startsWith(`${resolve(disk.folder)}${sep}`)) return undefined;
    const words = disk.code === "ENOSPC" ? "no space left on device" : "read-only file system";
    return Object.assign(new Error(`${disk.code}: ${words}, write '${path}'`), { code: disk.code });
  };
  const isFull = (): boolean => trouble.disk?.code === "ENOSPC";

  for (const name of writing) {
    const original = fs[name];
    if (!isFunction(original)) continue;
    fs[name] = async (...args: unknown[]) => {
      const failure = failureAt(args[0]);
      if (failure !== undefined && !(isFull() && allowedWhenFull.has(name))) throw failure;
      return original.apply(fs, args);
    };
  }

  const open = fs["open"];
  if (!isFunction(open)) return;
  fs["open"] = async (...args: unknown[]) => {
    const failure = failureAt(args[0]);
    const [, flags] = args;
    const writes = typeof flags === "number" ? (flags & ~constants.O_CREAT) !== 0 : /[wa+]/u.test(String(flags));
    if (failure !== undefined && writes && !isFull()) throw failure;
    const handle = (await open.apply(fs, args)) as FileHandle;
    // A full disk takes the name and not the content.
    if (failure !== undefined && writes)
      for (const name of ["write", "writeFile", "appendFile"]) Reflect.set(handle, name, () => Promise.reject(failure));
    return handle;
  };
}

const isFunction = (value: unknown): value is AnyFunction => typeof value === "function";
