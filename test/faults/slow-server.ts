import { once } from "node:events";
import { createServer, request as requestTo, type IncomingMessage, type ServerResponse } from "node:http";
import { buffer } from "node:stream/consumers";
import { setTimeout as delay } from "node:timers/promises";

/** Which requests take their time. */
export interface Slowness {
  readonly method: string;
  /** How the path begins. */
  readonly path: string;
  /** Before the work is done: it is done also where the caller has given up by then. */
  readonly beforeMs: number;
  /** After it was done, until the answer comes. */
  readonly afterMs: number;
  /** Cuts the connection at once, and works all the same. */
  readonly cuts?: boolean;
}

export interface SlowServer {
  readonly url: string;
  /** For the next request that it fits. */
  slowDown(slowness: Slowness): void;
  /** When nothing is worked on any more. */
  idle(): Promise<void>;
  /** The work of a slow request was done. */
  hasWorked(): boolean;
  stop(): void;
}

/** Stands before a server and behaves as one that goes on working for a caller who has gone, which no mock of one's own would do. */
export async function slowServer(target: string): Promise<SlowServer> {
  const underway = new Set<Promise<void>>();
  let next: Slowness | undefined;
  let hasWorked = false;

  const pass = async (incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> => {
    const slow = next !== undefined && fits(next, incoming) ? next : undefined;
    if (slow !== undefined) next = undefined;
    const body = await buffer(incoming);
    if (slow?.cuts === true) outgoing.destroy();
    await delay(slow?.beforeMs ?? 0);
    const answer = await forwarded(target, incoming, body);
    if (slow !== undefined) hasWorked = true;
    await delay(slow?.afterMs ?? 0);
    if (!outgoing.destroyed) outgoing.writeHead(answer.status, answer.headers).end(answer.body);
  };

  const server = createServer((incoming, outgoing) => {
    // What the server cuts is cut here.
    const work = pass(incoming, outgoing).catch(() => void outgoing.destroy());
    underway.add(work);
    void work.finally(() => underway.delete(work));
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no port");

  return {
    url: `http://127.0.0.1:${address.port}`,
    slowDown(slowness) {
      hasWorked = false;
      next = slowness;
    },
    async idle() {
      while (underway.size > 0) await Promise.all(underway);
    },
    hasWorked: () => hasWorked,
    stop() {
      server.close();
      server.closeAllConnections();
    },
  };
}

const fits = ({ method, path }: Slowness, { method: asked, url = "" }: IncomingMessage): boolean =>
  method === asked && url.startsWith(path);

interface Answer {
  readonly status: number;
  readonly headers: IncomingMessage["headers"];
  readonly body: Buffer;
}

function forwarded(target: string, { method, url, headers }: IncomingMessage, body: Buffer): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const own = { ...headers, host: new URL(target).host };
    const passed = requestTo(`${target}${url ?? ""}`, { method, headers: own }, answer => {
      buffer(answer).then(
        content => resolve({ status: answer.statusCode ?? 502, headers: answer.headers, body: content }),
        reject,
      );
    });
    passed.on("error", reject);
    passed.end(body);
  });
}
