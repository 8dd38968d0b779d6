import { setFlagsFromString } from "node:v8";
import { version } from "../package.json";
import { help, readCommandLine } from "./command-line.ts";
import type { Command } from "./command-line.ts";
import { StartError, startMockServer } from "./mock.ts";
import type { MockServer } from "./mock.ts";

const usageExitCode = 2;

// What an answer leaves behind is gone at once, so the room for it need not grow: a third less memory, and as many answers.
setFlagsFromString("--semi-space-growth-factor=1");
setFlagsFromString("--optimize-for-size");

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
      return;
    case "record":
      await reporting(() => startRecording(command));
      return;
    case "verify":
      await reporting(() => runVerification(command));
  }
}

async function startRecording({ origins, file, port }: Extract<Command, { kind: "record" }>): Promise<void> {
  // undici is for these two only.
  const { record } = await import("./recording/main.ts");
  const recorder = await record({
    origins,
    file,
    port,
    onExchange: ({ method, path, status }) => complain(`${method} ${path} ${status}`),
  });
  stopWithTheProcess(recorder);
  print(`Recording at ${recorder.url} into ${file}; let your client use this address. Ctrl+C ends it.`);
}

async function runVerification({ file, against, values }: Extract<Command, { kind: "verify" }>): Promise<void> {
  const { verifyFixture } = await import("./recording/main.ts");
  const { lines, different } = await verifyFixture(file, against, values);
  for (const line of lines) print(line);
  process.exitCode = different > 0 ? 1 : 0;
}

/** Whatever keeps a command from being done is one line. */
async function reporting(action: () => Promise<void>): Promise<void> {
  try {
    await action();
  } catch (error) {
    complain(error instanceof Error ? error.message : "That did not work.");
    process.exitCode = usageExitCode;
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
  const { url, port, db, seed, damaged } = mock;
  if (damaged !== undefined) {
    complain(
      `The state file ${db ?? ""} was damaged. It was kept as ${damaged}; this goes on with its last good copy, which may lack the last change.`,
    );
  }
  if (json) {
    const ready = { url, port, pid: process.pid, db: db ?? "memory", seed };
    print(JSON.stringify(damaged === undefined ? ready : { ...ready, damaged }));
    return;
  }
  if (quiet) return;
  print(`Keyporter's mock server answers at ${mock.url}`);
  if (mock.db !== undefined) print(`State: ${mock.db} (seed ${mock.seed})`);
  else print(`State: in memory${memoryBecauseOfCi ? ", because CI is set" : ""} (seed ${mock.seed})`);
  if (mock.seed === "demo" || mock.seed.startsWith("large:")) {
    print("Confidence: client ID demo-confidence-client, client secret demo-confidence-secret");
    print("Octane: user admin@keyporter.example, password Demo-passw0rd, shared space 1001");
    print("Confluence: email admin@keyporter.example, API token demo-confluence-token");
  }
  print("Ctrl+C stops it.");
}

/** A signal stops the server, and so does the end of the process that forked it: nobody else would. */
function stopWithTheProcess(mock: Pick<MockServer, "stop">): void {
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
