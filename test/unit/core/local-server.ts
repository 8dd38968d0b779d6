import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { createServer as createTlsServer } from "node:https";
import { type AddressInfo, createServer as createTcpServer, type Server, type Socket } from "node:net";
import { text } from "node:stream/consumers";
import { onTestFinished } from "vitest";

/** A request as it arrived. */
export interface Received {
  readonly method: string;
  readonly path: string;
  readonly authorization: string | undefined;
  readonly body: string;
}

export interface LocalServer {
  readonly url: string;
  readonly port: number;
  /** Every request so far, in order. */
  readonly received: readonly Received[];
}

export type Answer = (request: Received, response: ServerResponse, count: number) => void;

/** A real HTTP server on a free port that answers as told, until the test ends. */
export async function httpServer(answer: Answer, tls?: { key: string; cert: string }): Promise<LocalServer> {
  const received: Received[] = [];
  const handle = (request: IncomingMessage, response: ServerResponse): void => {
    void text(request).then(body => {
      const { method = "", url = "", headers } = request;
      const one = { method, path: url, authorization: headers.authorization, body };
      received.push(one);
      answer(one, response, received.length);
    });
  };
  const server = tls === undefined ? createServer(handle) : createTlsServer(tls, handle);
  const port = await listening(server);
  return { url: `${tls === undefined ? "http" : "https"}://127.0.0.1:${port}`, port, received };
}

/** Something on a free port that need not speak HTTP at all. */
export async function tcpServer(talk: (socket: Socket, count: number) => void): Promise<{ url: string; port: number }> {
  let count = 0;
  const server = createTcpServer(socket => {
    socket.on("error", () => undefined);
    talk(socket, ++count);
  });
  const port = await listening(server);
  return { url: `http://127.0.0.1:${port}`, port };
}

/** A port of this machine where nobody listens. */
export async function deadPort(): Promise<number> {
  const server = createTcpServer();
  const port = await new Promise<number>(resolve => server.listen(0, "127.0.0.1", () => resolve(portOf(server))));
  await new Promise(resolve => server.close(resolve));
  return port;
}

async function listening(server: Server): Promise<number> {
  const sockets = new Set<Socket>();
  server.on("connection", (socket: Socket) => {
    sockets.add(socket);
    socket.once("close", () => sockets.delete(socket));
  });
  await new Promise<void>(resolve => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(async () => {
    for (const socket of sockets) socket.destroy();
    await new Promise(resolve => server.close(resolve));
  });
  return portOf(server);
}

const portOf = (server: Server): number => (server.address() as AddressInfo).port;

export const json = (
  response: ServerResponse,
  body: unknown,
  status = 200,
  headers: Record<string, string> = {},
): void =>
  void response.writeHead(status, { "content-type": "application/json", ...headers }).end(JSON.stringify(body));
