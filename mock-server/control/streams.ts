import type { Response } from "express";
import { HttpFailure } from "../http-failure.ts";

/** Answers that go on for as long as somebody listens (server-sent events). */
export interface Streams {
  /** Sends the head of a stream; `send` sends an event, `onEnd` is called once when nobody listens any more. */
  readonly open: (response: Response, onEnd: () => void) => (event: string, id: number, data: object) => void;
  /** Ends all of them, so that the server can stop at once. */
  readonly end: () => void;
}

const largestNumber = 50;

/** Proxies close what is silent for a minute. */
const heartbeatMs = 25_000;

/** How much may wait for a listener that doesn't read before it is given up. */
const patienceBytes = 1_000_000;

/** No streams yet. */
export function createStreams(): Streams {
  const open = new Set<Response>();
  return {
    open: (response, onEnd) => {
      if (open.size >= largestNumber) throw new HttpFailure(503, `There are ${largestNumber} listeners already.`);
      open.add(response);
      response.writeHead(200, { "Content-Type": "text/event-stream; charset=utf-8", "Cache-Control": "no-store" });
      response.write("retry: 1000\n\n");
      const heartbeat = setInterval(() => response.write(":\n\n"), heartbeatMs).unref();
      response.once("close", () => {
        clearInterval(heartbeat);
        open.delete(response);
        onEnd();
      });
      return (event, id, data) => {
        if (response.writableLength > patienceBytes) response.destroy();
        else response.write(`event: ${event}\nid: ${id}\ndata: ${JSON.stringify(data)}\n\n`);
      };
    },
    end: () => {
      for (const response of open) response.end();
    },
  };
}
