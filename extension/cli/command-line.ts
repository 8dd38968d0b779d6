import { parseArgs } from "node:util";
import { UsageError } from "./usage-error.ts";

export const commandNames = ["list", "create", "regenerate", "revoke", "expiring", "inventory"] as const;
export type CommandName = (typeof commandNames)[number];

const flags = {
  "service": { type: "string" },
  "url": { type: "string" },
  "sign-in": { type: "string" },
  "ca": { type: "string" },
  "timeout": { type: "string" },
  "search": { type: "string" },
  "query": { type: "string" },
  "set": { type: "string", multiple: true },
  "set-from-env": { type: "string", multiple: true },
  "secret-fd": { type: "string" },
  "secret-file": { type: "string" },
  "force": { type: "boolean" },
  "yes": { type: "boolean" },
  "within": { type: "string" },
  "expired": { type: "boolean" },
  "exit-code": { type: "boolean" },
  "format": { type: "string" },
  "environment": { type: "string" },
  "verbose": { type: "boolean" },
  "help": { type: "boolean", short: "h" },
  "version": { type: "boolean", short: "v" },
} as const;
type Flag = keyof typeof flags;

const everywhere: readonly Flag[] = ["service", "url", "sign-in", "ca", "timeout", "verbose", "help", "version"];
const secretFlags: readonly Flag[] = ["secret-fd", "secret-file", "force"];

/** What each command understands besides; another flag is a mistake that is told, never something that is overlooked. */
const own: Readonly<Record<CommandName, readonly Flag[]>> = {
  list: ["search", "query"],
  create: ["set", "set-from-env", ...secretFlags],
  regenerate: ["yes", ...secretFlags],
  revoke: ["yes"],
  expiring: ["within", "expired", "exit-code", "search", "query"],
  inventory: ["format", "environment", "search", "query"],
};
const takesId: ReadonlySet<CommandName> = new Set<CommandName>(["regenerate", "revoke"]);

export type Flags = ReturnType<typeof parsed>["values"];

export type CommandLine =
  | { readonly kind: "help" }
  | { readonly kind: "version" }
  | { readonly kind: "run"; readonly command: CommandName; readonly id: string; readonly flags: Flags };

const parsed = (args: readonly string[]) =>
  parseArgs({ args: [...args], options: flags, allowPositionals: true, strict: true });

/** What a person asked for. Throws a `UsageError`. */
export function readCommandLine(args: readonly string[]): CommandLine {
  const { values, positionals } = read(args);
  if (values.help === true) return { kind: "help" };
  if (values.version === true) return { kind: "version" };
  const [name = "", id = "", ...rest] = positionals;
  const command = commandNames.find(each => each === name);
  if (command === undefined) {
    const said = name === "" ? "Say what to do" : `There is no command “${name}”`;
    throw new UsageError(`${said}: ${commandNames.join(", ")}. --help says more.`);
  }
  const wanted = takesId.has(command);
  if (wanted && id === "") throw new UsageError(`${command} needs the id of a credential; list gives them.`);
  const odd = wanted ? rest[0] : positionals[1];
  if (odd !== undefined) throw new UsageError(`${command} takes ${wanted ? "one id" : "flags"} and nothing more.`);
  const misplaced = Object.keys(values).find(flag => ![...everywhere, ...own[command]].some(each => each === flag));
  if (misplaced !== undefined) throw new UsageError(`${command} has no --${misplaced}.`);
  return { kind: "run", command, id, flags: values };
}

function read(args: readonly string[]): ReturnType<typeof parsed> {
  try {
    return parsed(args);
  } catch (error) {
    // Node's own words quote the argument only by its name.
    throw new UsageError(error instanceof Error ? error.message : "The arguments can't be read.");
  }
}

/** `14d`, `36h`, `90m` in milliseconds. */
export function durationOf(text: string): number {
  const [, count, unit] = /^(\d{1,6})([dhm])$/u.exec(text) ?? [];
  if (count === undefined) throw new UsageError(`“${text}” is no time span; write 14d, 36h or 90m.`);
  return Number(count) * (unit === "d" ? 86_400_000 : unit === "h" ? 3_600_000 : 60_000);
}
