import { version } from "../package.json";
import { help, readCommandLine } from "./command-line.ts";
import type { Command } from "./command-line.ts";
import { StartError, startMockServer } from "./mock.ts";
import type { MockServer } from "./mock.ts";

const usageExitCode = 2;

// A reader that went away (`| head -1`) is no reason to fall over.
for (const stream of [process.stdout, process.stderr]) stream.on("error", () => undefined);

const print = (line: string) => void process.stdout.write(`${line}\n`);
const complain = (line: string) => void process.stderr.write(`keyporter-mock: ${line}\n`);

await run(readCommandLine(process.argv.slice(2), process.env));

async function run(command: Command): Promise<void> {
  switch (command.kind) {
    case "help":
      process.stdout.write(help);
      return;
    case "version":
      print(version);
      return;
    case "problem":
      complain(command.message);
      process.exitCode = usageExitCode;
      return;
    case "start":
      await start(command);
  }
}

async function start(command: Extract<Command, { kind: "start" }>): Promise<void> {
  try {
    const mock = await startMockServer({
      ...command.server,
      onError: error => complain(error instanceof Error ? (error.stack ?? error.message) : "unknown error"),
      ...(command.verbose
        ? {
            onRequest: ({ method, path, status, milliseconds, fault }) =>
              complain(`${method} ${path} ${status} ${milliseconds} ms${fault === undefined ? "" : ` (${fault})`}`),
          }
        : {}),
    });
    stopWithTheProcess(mock);
    greet(mock, command);
  } catch (error) {
    if (!(error instanceof StartError)) throw error;
    complain(error.message);
    process.exitCode = usageExitCode;
  }
}

function greet(mock: MockServer, { json, quiet, memoryBecauseOfCi }: Extract<Command, { kind: "start" }>): void {
  if (json) {
    print(
      JSON.stringify({ url: mock.url, port: mock.port, pid: process.pid, db: mock.db ?? "memory", seed: mock.seed }),
    );
    return;
  }
  if (quiet) return;
  print(`Keyporter's mock server answers at ${mock.url}`);
  if (mock.db !== undefined) print(`State: ${mock.db} (seed ${mock.seed})`);
  else print(`State: in memory${memoryBecauseOfCi ? ", because CI is set" : ""} (seed ${mock.seed})`);
  if (mock.seed === "demo" || mock.seed.startsWith("large:")) {
    print("Confidence: client ID demo-confidence-client, client secret demo-confidence-secret");
  }
  print("Ctrl+C stops it.");
}

/** A signal stops the server, and so does the end of the process that forked it: nobody else would. */
function stopWithTheProcess(mock: MockServer): void {
  let stopping = false;
  const stop = () => {
    if (stopping) return;
    stopping = true;
    mock.stop().then(
      () => process.exit(0),
      (error: unknown) => {
        complain(error instanceof Error ? error.message : "the state could not be saved");
        process.exit(1);
      },
    );
  };
  process.on("SIGTERM", stop);
  process.on("SIGINT", stop);
  process.on("SIGHUP", stop);
  if (process.channel) process.on("disconnect", stop);
}
