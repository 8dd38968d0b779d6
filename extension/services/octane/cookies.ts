import { isSendable } from "../../core/sendable.ts";

/** The cookies of one session with one server. Octane may renew them with every answer, and ends a session that ignores that. */
export interface Cookies {
  absorb(headers: Headers): void;
  /** As a `Cookie` header; empty where there are none. */
  header(): string;
  clear(): void;
}

/** Octane has four. A server that sets ever new ones would make each request larger than the one before. */
const MOST_COOKIES = 50;
const LONGEST_COOKIE = 4096;

/** @param host the server's name: what is said to be for another is not taken */
export function createCookies(host: string): Cookies {
  const jar = new Map<string, string>();
  return {
    absorb(headers) {
      for (const line of headers.getSetCookie()) {
        const [pair = "", ...attributes] = line.split(";");
        const [name = "", ...value] = pair.split("=");
        if (name.trim() === "" || !isSendable(pair) || !attributes.every(attribute => isFor(host, attribute))) continue;
        const ended =
          attributes.some(attribute => /^\s*max-age\s*=\s*(?:0|-\d+)\s*$/iu.test(attribute)) || value.join("=") === "";
        jar.delete(name.trim());
        if (!ended && pair.length <= LONGEST_COOKIE) jar.set(name.trim(), value.join("=").trim());
      }
      for (const name of [...jar.keys()].slice(0, -MOST_COOKIES)) jar.delete(name);
    },
    header: () => [...jar].map(([name, value]) => `${name}=${value}`).join("; "),
    clear: () => jar.clear(),
  };
}

/** False only for a `Domain` that is neither the host nor a domain that it is in. */
function isFor(host: string, attribute: string): boolean {
  const domain = /^\s*domain\s*=\s*\.?(.*?)\s*$/iu.exec(attribute)?.[1]?.toLowerCase();
  return domain === undefined || domain === "" || host === domain || host.endsWith(`.${domain}`);
}
