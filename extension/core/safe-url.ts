/** The loopback interface, by the names under which it can't be anything else: `app.localhost` is looked up like any name. */
export function isLoopback(url: URL): boolean {
  const host = url.hostname.toLowerCase();
  return host === "localhost" || host === "[::1]" || /^127(?:\.\d{1,3}){3}$/u.test(host);
}

/** True where a credential may be sent: over TLS, or in the clear without leaving this machine. */
export const isTrustworthy = (url: URL): boolean =>
  url.protocol === "https:" || (url.protocol === "http:" && isLoopback(url));
