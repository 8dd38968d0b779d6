import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { json } from "node:stream/consumers";
import * as v from "valibot";

export const TOKEN = "keepers-token-of-the-lighthouse";

const newPass = v.object({
  name: v.string(),
  until: v.optional(v.string()),
  request: v.string(),
  secret: v.string(),
});

interface Pass {
  readonly id: string;
  readonly name: string;
  readonly until?: string | undefined;
  readonly request: string;
  readonly secret: string;
  readonly shine: number;
  revoked: boolean;
}

export interface Lighthouse {
  readonly url: string;
  /** Whether somebody with this secret gets in. */
  letsIn(name: string, secret: string): boolean;
  stop(): Promise<void>;
}

/** A server that no part of Keyporter knows: passes with names and ends, made with a secret that it never gives out. */
export async function startLighthouse(): Promise<Lighthouse> {
  const soon = new Date(Date.now() + 3 * 86_400_000).toISOString();
  const passes: Pass[] = ["Ada", "Grace"].map((name, index) => ({
    id: String(index + 1),
    name,
    ...(index === 0 ? { until: soon } : {}),
    request: `seed-${index}`,
    secret: `seeded-${index}`,
    shine: 80 + index,
    revoked: false,
  }));
  const shown = (pass: Pass | undefined) => {
    if (pass === undefined) return null;
    const { id, name, until, shine, revoked } = pass;
    return { id, name, until, shine, revoked };
  };

  const answer = (method: string, path: string, body: unknown): unknown => {
    const [, what, id, verb] = path.split("/");
    if (what === "keeper") return { keeper: "the keeper" };
    if (what === "requests") return shown(passes.find(({ request }) => request === id));
    if (method === "POST" && id === undefined) {
      passes.push({ ...v.parse(newPass, body), id: String(passes.length + 1), shine: 100, revoked: false });
      return shown(passes.at(-1));
    }
    if (id === undefined) return passes.map(shown);
    const pass = passes.find(each => each.id === id);
    if (pass !== undefined && verb === "revoke") pass.revoked = true;
    return shown(pass);
  };

  const server = createServer((request, response) => {
    const work = async (): Promise<void> => {
      const body = request.method === "POST" ? await json(request).catch(() => undefined) : undefined;
      const known = request.headers.authorization === `Bearer ${TOKEN}`;
      response.writeHead(known ? 200 : 401, { "content-type": "application/json" });
      response.end(known ? JSON.stringify(answer(request.method ?? "", request.url ?? "", body)) : "Who are you?");
    };
    void work();
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  // Listening on a port, it has an address of this kind.
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    letsIn: (name, secret) => passes.some(pass => pass.name === name && pass.secret === secret && !pass.revoked),
    async stop() {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}
