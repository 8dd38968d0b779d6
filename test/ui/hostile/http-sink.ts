import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";

/** A server that notes who asked for what. */
export interface HttpSink {
  readonly url: string;
  readonly received: readonly string[];
  stop(): Promise<void>;
}

export async function httpSink(answer: RequestListener = (_, response) => void response.end("{}")): Promise<HttpSink> {
  const received: string[] = [];
  const server = createServer((request, response) => {
    received.push(`${request.method ?? ""} ${request.url ?? ""} ${request.headers.authorization ?? ""}`);
    answer(request, response);
  });
  await new Promise<void>(resolve => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    received,
    async stop() {
      server.closeAllConnections();
      await new Promise(resolve => server.close(resolve));
    },
  };
}
