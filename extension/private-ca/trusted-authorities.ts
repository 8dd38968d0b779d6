/**
 * The authorities that this machine trusts anyway: a `ca` of one's own replaces them all, so they are handed over with it. Node
 * tells the system's only from 22.15 on (https://nodejs.org/api/tls.html#tlsgetcacertificatestype).
 */
export async function trustedAnyway(): Promise<readonly string[]> {
  // Loaded when first needed: it is a quarter of what the whole extension takes to load.
  const tls = await import("node:tls");
  return [
    ...tls.rootCertificates,
    ...("getCACertificates" in tls ? [...tls.getCACertificates("system"), ...tls.getCACertificates("extra")] : []),
  ];
}
