/** The cookies of one session with one server. Octane may renew them with every answer, and ends a session that ignores that. */
export interface Cookies {
  absorb(headers: Headers): void;
  /** As a `Cookie` header; empty where there are none. */
  header(): string;
  clear(): void;
}

export function createCookies(): Cookies {
  const jar = new Map<string, string>();
  return {
    absorb(headers) {
      for (const line of headers.getSetCookie()) {
        const [pair = "", ...attributes] = line.split(";");
        const [name = "", ...value] = pair.split("=");
        if (name.trim() === "") continue;
        const ended =
          attributes.some(attribute => /^\s*max-age\s*=\s*(?:0|-\d+)\s*$/iu.test(attribute)) || value.join("=") === "";
        if (ended) jar.delete(name.trim());
        else jar.set(name.trim(), value.join("=").trim());
      }
    },
    header: () => [...jar].map(([name, value]) => `${name}=${value}`).join("; "),
    clear: () => jar.clear(),
  };
}
