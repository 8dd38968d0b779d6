import { readFile } from "node:fs/promises";
import { createServer as createHttpServer } from "node:http";
import type { RequestListener, Server, ServerOptions } from "node:http";
import { createServer as createHttpsServer } from "node:https";
import { StartError } from "./start-error.ts";
import { errorCode } from "./store/replace-file.ts";

/** The files of a certificate, in PEM. */
export interface TlsFiles {
  readonly cert: string;
  readonly key: string;
}

export interface Address {
  readonly host: string;
  readonly port: number;
}

/** A server that accepts connections. */
export interface Listening {
  readonly port: number;
  readonly stop: () => Promise<void>;
}

// A caller that sends its request drop by drop holds a connection open; Node's own limits are minutes.
const limits: ServerOptions = {
  headersTimeout: 10_000,
  requestTimeout: 30_000,
  connectionsCheckingInterval: 2_000,
  // The address is among them; what is longer is answered with 431.
  maxHeaderSize: 16_384,
};

/** Answers that are on their way get this long to finish when the server stops. */
const farewellMs = 300;

/** Opens the port. Throws StartError where that can't be done. */
export async function listen(
  handler: RequestListener,
  messages: ServerOptions,
  { host, port }: Address,
  tls: TlsFiles | undefined,
): Promise<Listening> {
  const server = await createServer({ ...limits, ...messages }, handler, tls);
  await new Promise<void>((resolve, reject) => {
    server.once("error", (error: unknown) => reject(startError(error, host, port)));
    server.listen(port, host, resolve);
  });
  server.removeAllListeners("error");
  const address = server.address();
  return {
    port: typeof address === "object" && address !== null ? address.port : port,
    stop: () => close(server),
  };
}

async function createServer(
  options: ServerOptions,
  handler: RequestListener,
  tls: TlsFiles | undefined,
): Promise<Server> {
  if (tls === undefined) return createHttpServer(options, handler);
  const [cert, key] = await Promise.all([readPem(tls.cert, "--tls-cert"), readPem(tls.key, "--tls-key")]);
  try {
    return createHttpsServer({ ...options, cert, key }, handler);
  } catch {
    throw new StartError(`${tls.cert} and ${tls.key} are no certificate and key in PEM that belong together.`);
  }
}

async function readPem(file: string, flag: string): Promise<Buffer> {
  // Quoted in an error, a key would be out in the open.
  if (file.includes("-----BEGIN")) throw new StartError(`${flag} wants the path of a PEM file, not its content.`);
  return readFile(file).catch((error: unknown) => {
    throw new StartError(`The file ${file} of ${flag} can't be read (${errorCode(error)}).`);
  });
}

function startError(error: unknown, host: string, port: number): StartError {
  const code = errorCode(error);
  if (code === "EADDRINUSE") {
    return new StartError(
      `Port ${port} on ${host} is in use. Choose another with --port, or --port 0 for any free one.`,
    );
  }
  if (code === "EACCES")
    return new StartError(`Port ${port} needs rights that this process hasn't. Choose one above 1023.`);
  return new StartError(`${host}:${port} can't be listened on (${code}).`);
}

function close(server: Server): Promise<void> {
  return new Promise(resolve => {
    const timer = setTimeout(() => {
      server.closeAllConnections();
    }, farewellMs);
    server.close(() => {
      clearTimeout(timer);
      resolve();
    });
    server.closeIdleConnections();
  });
}
