import { parseArgs } from "node:util";
import * as v from "valibot";
import { readTime } from "./clock.ts";
import { defaultDatabase } from "./default-database.ts";
import { isHostName } from "./guard.ts";
import { readFaults } from "./mock.ts";
import type { MockServerOptions } from "./mock.ts";
import { defaultOptions, optionValues } from "./options.ts";
import { readRecordingCommand, recordingHelp } from "./recording/command.ts";
import type { RecordingCommand } from "./recording/command.ts";

/** What a person asked for on the command line. */
export type Command =
  | { readonly kind: "help" }
  | { readonly kind: "version" }
  | { readonly kind: "problem"; readonly message: string }
  | RecordingCommand
  | {
      readonly kind: "start";
      readonly server: MockServerOptions;
      readonly json: boolean;
      readonly quiet: boolean;
      readonly verbose: boolean;
      /** Whether memory was chosen because CI is set; worth a word. */
      readonly memoryBecauseOfCi: boolean;
    };

const flags = {
  "port": { type: "string" },
  "host": { type: "string" },
  "allow-remote": { type: "boolean" },
  "db": { type: "string" },
  "memory": { type: "boolean" },
  "seed": { type: "string" },
  "reset": { type: "boolean" },
  "json": { type: "boolean" },
  "option": { type: "string", multiple: true },
  "allow-host": { type: "string", multiple: true },
  "cors": { type: "string", multiple: true },
  "tls-cert": { type: "string" },
  "tls-key": { type: "string" },
  "random-seed": { type: "string" },
  "now": { type: "string" },
  "fault": { type: "string", multiple: true },
  "quiet": { type: "boolean" },
  "verbose": { type: "boolean" },
  "help": { type: "boolean", short: "h" },
  "version": { type: "boolean", short: "v" },
} as const;

export const help = `keyporter-mock: a local stand-in for Spotify Confidence, OpenText ALM Octane and Confluence Cloud, for trying
things and for tests.

Usage: keyporter-mock [flags]

  --port N                 port to listen on; 0 picks a free one (4010)
  --host H                 address to listen on (127.0.0.1); any but this machine's own needs --allow-remote
  --allow-remote           let other machines in; the demo sign-ins are public
  --db FILE                where the state lives (a file in your data folder; memory where CI is set)
  --memory                 keep the state in memory only
  --seed NAME              demo, empty, large:N, or a .json file; used when the state is new (demo)
  --reset                  begin anew with the seed even where there is a state
  --json                   print one line of JSON with url, port, pid, db and seed once it accepts connections
  --option NAME=VALUE      how a service behaves, repeatable:${listOfOptions()}
  --allow-host NAME        a further name that may stand in Host, repeatable
  --cors ORIGIN            an origin whose pages may call the services, repeatable
  --tls-cert FILE          serve https with this certificate, in PEM
  --tls-key FILE           and its key
  --random-seed N          make ids, client IDs and secrets reproducible; with --now, every byte
  --now TIME               let the clock stand at this time, 2026-01-31T12:00:00Z for example
  --fault FAULT            let requests fail, repeatable: status=503,path=/v1/*,times=2 or latencyMs=100..500
                           or the JSON that the control API takes, a list too (see /__mock/openapi.json)
  --quiet                  print nothing but errors
  --verbose                print each request
  --help, --version
${recordingHelp}`;

function listOfOptions(): string {
  const defaults = new Map<string, string | number>(Object.entries(defaultOptions));
  return [...optionValues]
    .map(([name, values]) => `\n                             ${name}: ${values} (${String(defaults.get(name))})`)
    .join("");
}

/** The command line as a command. Says in one line what is wrong with it, if anything. */
export function readCommandLine(args: readonly string[], environment: NodeJS.ProcessEnv): Command {
  try {
    const recording = readRecordingCommand(args);
    if (recording !== undefined) return recording;
    const { values } = parseArgs({ args: [...args], options: flags, strict: true, allowPositionals: false });
    if (values.help) return { kind: "help" };
    if (values.version) return { kind: "version" };
    return startCommand(values, environment);
  } catch (error) {
    // parseArgs adds advice on positional arguments to its first sentence.
    const [message = ""] = (error instanceof Error ? error.message : "").split(". ");
    return { kind: "problem", message: `${message.replace(/\.$/, "")}. See keyporter-mock --help.` };
  }
}

type Values = ReturnType<typeof parseArgs<{ options: typeof flags }>>["values"];

function startCommand(values: Values, environment: NodeJS.ProcessEnv): Command {
  if (values.memory && values.db !== undefined) throw new Error("--memory and --db exclude each other");
  if (values.db === "") throw new Error("--db takes the path of a file; --memory keeps the state in memory only");
  if ((values["tls-cert"] === undefined) !== (values["tls-key"] === undefined)) {
    throw new Error("--tls-cert and --tls-key are needed together");
  }
  const memoryBecauseOfCi = isCi(environment) && values.db === undefined && !values.memory;
  const inMemory = values.memory === true || memoryBecauseOfCi;
  const db = inMemory ? undefined : (values.db ?? defaultDatabase(environment));
  const tls = values["tls-cert"] !== undefined && values["tls-key"] !== undefined;
  return {
    kind: "start",
    server: {
      port: values.port === undefined ? 4010 : wholeNumber(values.port, "--port", 65_535),
      host: values.host ?? "127.0.0.1",
      allowRemote: values["allow-remote"] ?? false,
      ...(db === undefined ? {} : { db }),
      seed: values.seed ?? "demo",
      reset: values.reset ?? false,
      options: Object.fromEntries((values.option ?? []).map(nameAndValue)),
      allowHosts: (values["allow-host"] ?? []).map(hostName),
      cors: (values.cors ?? []).map(origin),
      faults: (values.fault ?? []).flatMap(readFaults),
      ...(values.now === undefined ? {} : { now: time(values.now) }),
      ...(tls ? { tls: { cert: values["tls-cert"] ?? "", key: values["tls-key"] ?? "" } } : {}),
      ...(values["random-seed"] === undefined
        ? {}
        : { randomSeed: wholeNumber(values["random-seed"], "--random-seed", Number.MAX_SAFE_INTEGER) }),
    },
    json: values.json ?? false,
    quiet: values.quiet ?? false,
    verbose: values.verbose ?? false,
    memoryBecauseOfCi,
  };
}

function isCi({ CI }: NodeJS.ProcessEnv): boolean {
  return CI !== undefined && CI !== "" && CI !== "0" && CI.toLowerCase() !== "false";
}

function wholeNumber(text: string, flag: string, largest: number): number {
  const schema = v.pipe(v.string(), v.regex(/^\d{1,16}$/), v.transform(Number), v.maxValue(largest));
  const parsed = v.safeParse(schema, text);
  if (!parsed.success)
    throw new Error(`${flag} takes a whole number from 0 to ${largest}, not ${JSON.stringify(text)}`);
  return parsed.output;
}

function time(text: string): string {
  if (v.is(v.pipe(v.string(), v.isoTimestamp()), text) && !Number.isNaN(readTime(text))) return text;
  throw new Error(`--now takes a time such as 2026-01-31T12:00:00Z, not ${JSON.stringify(text)}`);
}

function nameAndValue(text: string): readonly [string, string] {
  const at = text.indexOf("=");
  if (at < 1) throw new Error(`--option takes NAME=VALUE, not ${JSON.stringify(text)}`);
  return [text.slice(0, at), text.slice(at + 1)];
}

function hostName(text: string): string {
  if (isHostName(text)) return text;
  throw new Error(`--allow-host takes a name without scheme and port, such as mock, not ${JSON.stringify(text)}`);
}

function origin(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || url.origin === "null" || (text !== url.origin && text !== `${url.origin}/`)) {
    throw new Error(`--cors takes an origin such as http://localhost:3000, not ${JSON.stringify(text)}`);
  }
  return url.origin;
}
