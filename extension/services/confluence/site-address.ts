const SITES = "atlassian.net";

/**
 * The address of a site from what people have at hand: its name (`acme`), its host, or the address of any page on it. Anything else
 * comes back as it was, to be judged as an address.
 */
export function siteAddress(typed: string): string {
  const text = typed.trim();
  if (/^[a-z\d](?:[a-z\d-]*[a-z\d])?$/iu.test(text) && text.toLowerCase() !== "localhost") {
    return `https://${text.toLowerCase()}.${SITES}`;
  }
  const address = /^[a-z][a-z\d+.-]*:\/\//iu.test(text) ? text : `https://${text}`;
  const url = URL.canParse(address) ? new URL(address) : undefined;
  // A password in it is refused by whoever judges it.
  if (url?.username !== "" || url.password !== "") return text;
  return /^\/wiki(?:\/|$)/u.test(url.pathname) || url.hostname.endsWith(`.${SITES}`) ? url.origin : text;
}
