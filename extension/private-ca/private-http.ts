import type { Disposable } from "../core/disposable.ts";
import { createHttp, type Http, type HttpOptions } from "../core/http.ts";
import { readAuthorities, versionOf } from "./authority-file.ts";
import { trustedAnyway } from "./trusted-authorities.ts";
import { type Agent, loadAgent } from "./undici.ts";

/** An `Http` with connections of its own. `dispose` closes them; whoever still sends through it afterwards opens new ones. */
export interface PrivateHttp extends Disposable {
  readonly http: Http;
}

export interface PrivateHttpOptions extends HttpOptions {
  /** `dist/undici.cjs` */
  readonly undici: string;
}

interface Current {
  readonly version: string;
  readonly agent: Promise<Agent>;
}

/**
 * Makes the HTTP of a connection whose server has a certificate of a private authority: the same `fetch` and policy as everybody's,
 * which besides what this machine trusts also trusts what is in the file. The file is looked at before each request, so a renewed
 * authority counts at once.
 */
export const privateHttps =
  ({ undici, ...options }: PrivateHttpOptions) =>
  (caFile: string): PrivateHttp => {
    let current: Current | undefined;

    const close = (): void => {
      // An agent that never came to be needs no closing.
      void current?.agent.then(agent => agent.close()).catch(() => undefined);
      current = undefined;
    };

    const agent = async (): Promise<Agent> => {
      const version = await versionOf(caFile);
      if (current?.version === version) return current.agent;
      close();
      const opened: Current = { version, agent: open(undici, caFile) };
      current = opened;
      opened.agent.catch(() => {
        if (current === opened) current = undefined;
      });
      return opened.agent;
    };

    const fetch: typeof globalThis.fetch = async (input, init) => {
      // Node's types and undici's own describe the same dispatcher differently.
      const choosing: object = { dispatcher: await agent() };
      return options.fetch(input, { ...init, ...choosing });
    };

    return { http: createHttp({ ...options, fetch }), dispose: close };
  };

async function open(undici: string, caFile: string): Promise<Agent> {
  const own = await readAuthorities(caFile);
  // VS Code's fetch reads exactly this, `connect.ca`, and goes on to use the person's proxy.
  return new (loadAgent(undici))({ connect: { ca: [...(await trustedAnyway()), ...own] } });
}
