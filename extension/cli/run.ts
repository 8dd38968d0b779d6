import { resolve } from "node:path";
import { ServiceError } from "../core/errors.ts";
import { maskFor } from "../core/redact.ts";
import { readAuthorities } from "../private-ca/authority-file.ts";
import { create, regenerate, revoke } from "./change.ts";
import { type CommandLine, type Flags, readCommandLine } from "./command-line.ts";
import { connect, type Connected, type Surroundings } from "./connect.ts";
import { ExitCode, exitCodeOf } from "./exit-codes.ts";
import { help } from "./help.ts";
import { expiring, inventory, list } from "./look.ts";
import { wordsOf } from "./words.ts";
import { UsageError } from "./usage-error.ts";

const DEFAULT_TIMEOUT_S = 300;

/** Does what the arguments say, and answers with what the shell is told. */
export async function run(args: readonly string[], version: string, surroundings: Surroundings): Promise<ExitCode> {
  let connected: Connected | undefined;
  try {
    const line = readCommandLine(args);
    if (line.kind !== "run") {
      surroundings.out(line.kind === "help" ? help : `${version}\n`);
      return ExitCode.done;
    }
    const signal = AbortSignal.any([surroundings.signal, AbortSignal.timeout(timeoutOf(line.flags))]);
    await lookAtAuthority(line.flags);
    connected = connect(line.flags, surroundings);
    return await perform(line, connected, { ...surroundings, signal });
  } catch (error) {
    const known = Object.values(connected?.signIn.secrets ?? {}).map(secret => secret.reveal());
    surroundings.say(maskFor(known)(wordsOf(error)));
    // An id that no server has, for one: it is not the server that does not answer as it should.
    const isTyped = error instanceof ServiceError && error.kind === "protocol" && connected?.hasAsked() === false;
    return isTyped ? ExitCode.usage : exitCodeOf(error);
  } finally {
    connected?.close();
  }
}

type Run = Extract<CommandLine, { kind: "run" }>;

function perform({ command, id, flags }: Run, connected: Connected, surroundings: Surroundings): Promise<ExitCode> {
  switch (command) {
    case "list":
      return list(connected, flags, surroundings);
    case "expiring":
      return expiring(connected, flags, surroundings);
    case "inventory":
      return inventory(connected, flags, surroundings);
    case "create":
      return create(connected, flags, surroundings);
    case "regenerate":
      return regenerate(connected, id, flags, surroundings);
    case "revoke":
      return revoke(connected, id, flags, surroundings);
  }
}

/** A file that is no authority would otherwise look like a server that does not answer, or, below `http:`, like nothing at all. */
async function lookAtAuthority({ ca }: Flags): Promise<void> {
  if (ca === undefined) return;
  await readAuthorities(resolve(ca)).catch((error: unknown) => {
    throw error instanceof ServiceError ? new UsageError(`--ca: ${error.message}`, { cause: error }) : error;
  });
}

function timeoutOf({ timeout }: Flags): number {
  const seconds = timeout === undefined ? DEFAULT_TIMEOUT_S : Number(timeout);
  // Beyond that a timer fires at once.
  if (Number.isInteger(seconds) && seconds > 0 && seconds <= 86_400) return seconds * 1000;
  throw new UsageError("--timeout takes whole seconds, up to a day.");
}
