import { createServer } from "node:http";
import type { IncomingMessage, ServerResponse } from "node:http";
import { buffer } from "node:stream/consumers";
import { Agent, request as send } from "undici";
import { judge } from "../guard.ts";
import { serviceOf } from "../mock.ts";
import { replaceFile } from "../store/replace-file.ts";
import type { RecordedExchange } from "./fixture.ts";
import { redactedFixture } from "./redacted-fixture.ts";

/** What to record, and where to. */
export interface Recording {
  /** The real server of each service, by the service's name. */
  readonly origins: ReadonlyMap<string, string>;
  readonly file: string;
  readonly port: number;
  /** Called for each request that was passed on. */
  readonly onExchange: (exchange: Pick<RecordedExchange, "method" | "path" | "status">) => void;
}

/** Headers that belong to one connection, not to the request. */
const hopByHop = new Set([
  ...["connection", "keep-alive", "transfer-encoding", "te", "trailer", "upgrade", "proxy-authorization", "host"],
  ...["content-length", "expect", "accept-encoding"],
]);

/**
 * Stands between a client and the real servers, on this machine only, and notes what goes by. The fixture is written
 * after each request, so that nothing is lost however this ends; it never holds a secret.
 */
export async function record({ origins, file, port, onExchange }: Recording) {
  const agent = new Agent({ connect: { timeout: 10_000 }, headersTimeout: 60_000, bodyTimeout: 60_000 });
  const recordedAt = new Date().toISOString();
  const exchanges: RecordedExchange[] = [];
  let saving = Promise.resolve();
  let next: Promise<void> | undefined;
  // What comes while a save is under way shares the next one. One that failed must not keep it from being tried.
  const save = () => {
    next ??= saving
      .catch(() => undefined)
      .then(async () => {
        next = undefined;
        await replaceFile(file, [Buffer.from(`${JSON.stringify(redactedFixture(recordedAt, exchanges), null, 2)}\n`)]);
      });
    saving = next;
    return saving;
  };
  await save();

  const answer = async (incoming: IncomingMessage, outgoing: ServerResponse) => {
    const { method = "GET", url: path = "/", headers } = incoming;
    const [site, mode] = [headers["sec-fetch-site"], headers["sec-fetch-mode"]].map(value => value?.toString());
    const provenance = { method, path, host: headers.host, origin: headers.origin, site, mode };
    const verdict = judge(provenance, { allowHosts: [], cors: [], remote: false, scheme: "http" });
    if (!verdict.allowed) {
      refuse(outgoing, 403, verdict.reason);
      return;
    }
    const service = serviceOf(path.split("?")[0] ?? path);
    const origin = service === undefined ? undefined : origins.get(service);
    if (service === undefined || origin === undefined) {
      refuse(outgoing, 404, `No real server was given for this path; only for ${[...origins.keys()].join(", ")}.`);
      return;
    }
    const body = await buffer(incoming);
    const passed = Object.entries(headers).filter(([name]) => !hopByHop.has(name));
    const real = await send(new URL(path, origin), {
      dispatcher: agent,
      method: method as "GET",
      headers: Object.fromEntries(passed),
      body: body.length === 0 ? null : body,
    });
    const content = Buffer.from(await real.body.arrayBuffer());
    exchanges.push({
      service,
      method,
      path,
      request: { headers: flat(headers), ...jsonIn(body) },
      status: real.statusCode,
      answer: { headers: flat(real.headers), ...jsonIn(content) },
    });
    await save();
    onExchange({ method, path: path.split("?")[0] ?? path, status: real.statusCode });
    for (const [name, value] of Object.entries(real.headers)) {
      if (hopByHop.has(name) || value === undefined) continue;
      outgoing.setHeader(name, name === "set-cookie" ? [value].flat().map(cookieOfThisMachine) : value);
    }
    outgoing.writeHead(real.statusCode);
    outgoing.end(content);
  };
  const server = createServer((incoming, outgoing) => {
    answer(incoming, outgoing).catch((error: unknown) => {
      refuse(outgoing, 502, `The real server could not be reached (${error instanceof Error ? error.name : "?"}).`);
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", resolve);
  });
  const address = server.address();
  return {
    url: `http://127.0.0.1:${typeof address === "object" && address !== null ? address.port : port}`,
    stop: async () => {
      server.closeAllConnections();
      await new Promise(resolve => server.close(resolve));
      await saving;
      await agent.destroy();
    },
  };
}

/** A cookie for another host, or for https only, would never come back to this address. */
function cookieOfThisMachine(cookie: string): string {
  return cookie.replaceAll(/;\s*(domain=[^;]*|secure(?=\s*(;|$)))/gi, "");
}

function refuse(outgoing: ServerResponse, status: number, message: string): void {
  if (!outgoing.headersSent) outgoing.writeHead(status, { "Content-Type": "application/json" });
  outgoing.end(JSON.stringify({ error: { message } }));
}

function flat(headers: Readonly<Record<string, string | string[] | undefined>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, [value].flat().join(", ")]],
    ),
  );
}

function jsonIn(content: Buffer): { body?: unknown } {
  if (content.length === 0) return {};
  try {
    return { body: JSON.parse(content.toString("utf8")) as unknown };
  } catch {
    return {};
  }
}
