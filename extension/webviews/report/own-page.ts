import { isTrustworthy } from "../../core/safe-url.ts";

/**
 * A page on the connection's own server, where that is what the address leads to. An answer could name any address, and a person
 * trusts what Keyporter opens.
 */
export function ownPage(url: string | undefined, server: string): URL | undefined {
  if (url === undefined || !URL.canParse(url) || !URL.canParse(server)) return undefined;
  const page = new URL(url);
  const asNobody = page.username === "" && page.password === "";
  return asNobody && isTrustworthy(page) && page.origin === new URL(server).origin ? page : undefined;
}
