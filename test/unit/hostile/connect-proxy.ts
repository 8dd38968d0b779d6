import { createServer, type IncomingMessage } from "node:http";
import { type AddressInfo, connect, type Socket } from "node:net";
import type { Duplex } from "node:stream";

/** A real HTTP proxy for tunnels that wants a sign-in, and leads every name to one port of this machine. */
export interface ConnectProxy {
  readonly port: number;
  /** What was asked for, with whether the sign-in was right: "confidence.test:443 let in". */
  readonly asked: readonly string[];
  /** Where all tunnels lead from now on. */
  target: number;
  stop(): Promise<void>;
}

export async function connectProxy(user: string, password: string): Promise<ConnectProxy> {
  const asked: string[] = [];
  const sockets = new Set<Duplex>();
  const expected = `Basic ${Buffer.from(`${user}:${password}`).toString("base64")}`;
  const server = createServer((_, response) => void response.writeHead(405).end());
  server.on("connection", (socket: Socket) => sockets.add(socket));
  server.on("connect", (request: IncomingMessage, socket: Duplex) => {
    socket.on("error", () => undefined);
    const isIn = request.headers["proxy-authorization"] === expected;
    asked.push(`${request.url ?? ""} ${isIn ? "let in" : "refused"}`);
    if (!isIn) {
      socket.end(
        'HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: Basic realm="test"\r\nContent-Length: 0\r\n\r\n',
      );
      return;
    }
    const far = connect(proxy.target, "127.0.0.1", () => {
      socket.write("HTTP/1.1 200 Connection Established\r\n\r\n");
      socket.pipe(far).pipe(socket);
    });
    sockets.add(far);
    far.on("error", () => socket.destroy());
    socket.once("close", () => far.destroy());
  });
  await new Promise<void>(resolve => server.listen(0, "127.0.0.1", resolve));
  const proxy: ConnectProxy = {
    port: (server.address() as AddressInfo).port,
    asked,
    target: 0,
    async stop() {
      for (const socket of sockets) socket.destroy();
      await new Promise(resolve => server.close(resolve));
    },
  };
  return proxy;
}
