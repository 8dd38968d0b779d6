import * as tls from "node:tls";

/**
 * The authorities that this machine trusts anyway: a `ca` of one's own replaces them all, so they are handed over with it. Node
 * tells the system's only from 22.15 on (https://nodejs.org/api/tls.html#tlsgetcacertificatestype).
 */
export const trustedAnyway = (): readonly string[] => [
  ...tls.rootCertificates,
  ...("getCACertificates" in tls ? [...tls.getCACertificates("system"), ...tls.getCACertificates("extra")] : []),
];
