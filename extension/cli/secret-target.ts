import {
  constants,
  closeSync,
  fsyncSync,
  openSync,
  renameSync,
  rmSync,
  type Stats,
  statSync,
  writeSync,
} from "node:fs";
import { dirname, resolve } from "node:path";
import type { Secret } from "../core/secret.ts";
import { isOpenToWrite } from "./descriptors.ts";
import { UsageError } from "./usage-error.ts";

const LONGEST_SHOWN = 200;

/** Where the secret goes: the only place that ever sees it. */
export interface SecretTarget {
  /** Standard output carries the secret, so nothing else may. */
  readonly isStdout: boolean;
  /** Puts down what counts if the request that follows succeeds, where that can be taken back. */
  ahead(secret: Secret): void;
  deliver(secret: Secret): void;
  /** No secret came into being. */
  drop(): void;
}

export interface TargetFlags {
  readonly "secret-fd"?: string;
  readonly "secret-file"?: string;
  readonly "force"?: boolean;
}

/** Throws a `UsageError` where nothing could be written, so before a secret can exist. */
export function secretTarget(flags: TargetFlags): SecretTarget {
  const { "secret-fd": fd, "secret-file": file } = flags;
  if ((fd === undefined) === (file === undefined)) {
    throw new UsageError("Say where the secret is to go: either --secret-file FILE or --secret-fd N.");
  }
  return file === undefined ? toDescriptor(fd ?? "") : toFile(resolve(file), flags.force === true);
}

function toDescriptor(text: string): SecretTarget {
  const fd = /^\d{1,4}$/u.test(text) ? Number(text) : -1;
  if (fd < 1 || fd === 2)
    throw new UsageError("--secret-fd takes 1 or a descriptor that your shell opened, such as 3.");
  if (!isOpenToWrite(fd))
    throw new UsageError(`The file descriptor ${fd} is not open; open it in your shell: ${fd}>FILE.`);
  return {
    isStdout: fd === 1,
    // What is in a pipe is read by then.
    ahead: () => undefined,
    deliver: secret => write(fd, secret),
    drop: () => undefined,
  };
}

/** Whoever reads the file finds all of the secret or none of it: it is written beside it, and moved. */
function toFile(path: string, force: boolean): SecretTarget {
  const there = whatIsAt(path);
  if (there?.isDirectory() === true) throw new UsageError(`${path} is a folder.`);
  if (there !== undefined && !force) throw new UsageError(`${path} is there already; --force replaces it.`);
  const draft = `${path}.${process.pid}.new`;
  const put = (secret: Secret | undefined): void => {
    // A link that somebody put there is not followed, and a file of other rights not taken over.
    const fd = openSync(draft, constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL, 0o600);
    try {
      if (secret !== undefined) write(fd, secret);
      fsyncSync(fd);
    } finally {
      closeSync(fd);
    }
  };
  const remove = (): void => rmSync(draft, { force: true });
  try {
    put(undefined);
  } catch (error) {
    throw new UsageError(`Nothing can be written in ${dirname(path)} (${codeOf(error)}).`);
  }
  const replaceDraft = (secret: Secret): void => {
    remove();
    put(secret);
  };
  let isKept = false;
  const deliver = (secret: Secret): void => {
    replaceDraft(secret);
    isKept = true;
    try {
      renameSync(draft, path);
    } catch (error) {
      throw new Error(`${path} could not be written (${codeOf(error)}); the secret is in ${draft}`, { cause: error });
    }
  };
  // Where it could not be moved it is all that is left of the secret.
  const drop = (): void => (isKept ? undefined : remove());
  return { isStdout: false, ahead: replaceDraft, deliver, drop };
}

/** A path can be one that no file may have. */
function whatIsAt(path: string): Stats | undefined {
  try {
    return statSync(path, { throwIfNoEntry: false });
  } catch (error) {
    throw new UsageError(`No secret can be written to ${path.slice(0, LONGEST_SHOWN)} (${codeOf(error)}).`);
  }
}

const codeOf = (error: unknown): string => (error instanceof Error && "code" in error ? String(error.code) : "error");

function write(fd: number, secret: Secret): void {
  const bytes = Buffer.from(secret.reveal());
  for (let written = 0; written < bytes.length;) written += writeSync(fd, bytes, written);
}
