import * as l10n from "@vscode/l10n";
import { ServiceError } from "./errors.ts";

interface Explanation {
  readonly message: (host: string) => string;
  readonly hint: () => string;
  /** True where the request can't have reached the server, so nothing was done there. */
  readonly neverSent: boolean;
}

const checkUrl = (): string => l10n.t("Check the server's address in the connection, and your network.");
const untrusted: Explanation = {
  message: host => l10n.t("The certificate of {0} is not signed by an authority that is trusted here.", host),
  hint: () =>
    l10n.t(
      "If your company has an authority of its own, edit the connection and choose that authority's certificate file (CA file), or install it in the system's certificate store.",
    ),
  neverSent: true,
};
const unresolved: Explanation = {
  message: host => l10n.t("There is no server named {0}.", host),
  hint: checkUrl,
  neverSent: true,
};
const timedOut = (neverSent: boolean): Explanation => ({
  message: host => l10n.t("{0} did not answer in time.", host),
  hint: () => l10n.t("Try again; if it stays like this, check your network or proxy."),
  neverSent,
});
const brokenOff: Explanation = {
  message: host => l10n.t("{0} broke off the connection.", host),
  hint: () => l10n.t("Try again in a moment."),
  neverSent: false,
};
const tooManyHeaders: Explanation = {
  message: host =>
    l10n.t("The answer of {0} begins with more than any server has to say there (its headers are too large).", host),
  hint: () => l10n.t("Check the address and the port of the connection."),
  neverSent: false,
};
const noTls: Explanation = {
  message: host => l10n.t("{0} does not speak TLS on this port, or speaks a version that is too old.", host),
  hint: () => l10n.t("Check whether the address should begin with http: or has another port."),
  neverSent: true,
};

/** By the `code` that Node, undici or OpenSSL put on the error or on its cause. */
const EXPLANATIONS: Readonly<Record<string, Explanation>> = {
  ECONNREFUSED: {
    message: host => l10n.t("Nobody listens at {0}.", host),
    hint: () => l10n.t("Check the address and the port, and whether the server runs."),
    neverSent: true,
  },
  ENOTFOUND: unresolved,
  EAI_AGAIN: {
    message: host => l10n.t("The name {0} can't be looked up now.", host),
    hint: () => l10n.t("Are you offline?"),
    neverSent: true,
  },
  EHOSTUNREACH: { ...unresolved, message: host => l10n.t("There is no way to {0} from this network.", host) },
  ENETUNREACH: { ...unresolved, message: host => l10n.t("There is no way to {0} from this network.", host) },
  ETIMEDOUT: timedOut(true),
  UND_ERR_CONNECT_TIMEOUT: timedOut(true),
  UND_ERR_HEADERS_TIMEOUT: timedOut(false),
  UND_ERR_BODY_TIMEOUT: timedOut(false),
  ECONNRESET: brokenOff,
  EPIPE: brokenOff,
  UND_ERR_SOCKET: brokenOff,
  UND_ERR_HEADERS_OVERFLOW: tooManyHeaders,
  HPE_HEADER_OVERFLOW: tooManyHeaders,
  CERT_HAS_EXPIRED: {
    message: host => l10n.t("The certificate of {0} has expired.", host),
    hint: () => l10n.t("Tell whoever runs the server, and check this machine's clock."),
    neverSent: true,
  },
  CERT_NOT_YET_VALID: {
    message: host => l10n.t("The certificate of {0} is not valid yet.", host),
    hint: () => l10n.t("Check this machine's clock."),
    neverSent: true,
  },
  ERR_TLS_CERT_ALTNAME_INVALID: {
    message: host => l10n.t("The certificate that {0} shows is for another name.", host),
    hint: () => l10n.t("Check the server's address; nothing was sent."),
    neverSent: true,
  },
  DEPTH_ZERO_SELF_SIGNED_CERT: untrusted,
  SELF_SIGNED_CERT_IN_CHAIN: untrusted,
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: untrusted,
  // An authority of the same name but with another key, such as the one before a renewal.
  CERT_SIGNATURE_FAILURE: untrusted,
  UNABLE_TO_GET_ISSUER_CERT: untrusted,
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: untrusted,
  EPROTO: noTls,
  ERR_SSL_WRONG_VERSION_NUMBER: noTls,
  ERR_SSL_PACKET_LENGTH_TOO_LONG: noTls,
};

/** The chain of `cause`s, outermost first, together with what an `AggregateError` collected. */
function causes(error: unknown, depth = 0): readonly Error[] {
  if (!(error instanceof Error) || depth > 5) return [];
  const collected: readonly unknown[] = error instanceof AggregateError ? error.errors : [];
  return [error, ...[error.cause, ...collected].flatMap(cause => causes(cause, depth + 1))];
}

const codeOf = (error: Error): string | undefined =>
  "code" in error && typeof error.code === "string" ? error.code : undefined;

const explained = (code: string | undefined): Explanation | undefined =>
  code !== undefined && Object.hasOwn(EXPLANATIONS, code) ? EXPLANATIONS[code] : undefined;

/** The server's certificate is from an authority that nobody here trusts. */
export const isUntrusted = (error: unknown): boolean =>
  causes(error).some(cause => explained(codeOf(cause)) === untrusted);

/** What a failed `fetch` means to a person. `host` is the server's name and port. */
export function networkError(error: unknown, host: string): ServiceError {
  const chain = causes(error);
  const known = chain.map(cause => explained(codeOf(cause))).find(explanation => explanation !== undefined);
  if (known !== undefined) {
    return new ServiceError({
      kind: "unavailable",
      message: known.message(host),
      hint: known.hint(),
      outcomeUnknown: !known.neverSent,
      cause: error,
    });
  }
  // What undici's HTTP parser says to bytes that are no HTTP; Node's own undici loses the code.
  if (chain.some(cause => cause.name === "HTTPParserError" || (codeOf(cause) ?? "").startsWith("HPE_"))) {
    return new ServiceError({
      kind: "protocol",
      message: l10n.t("{0} does not speak HTTP.", host),
      hint: l10n.t("Check the address and the port of the connection."),
      outcomeUnknown: true,
      cause: error,
    });
  }
  // zlib's codes, Brotli's, and what undici says to more than a handful of encodings.
  const packed = (failed: Error): boolean =>
    /^(?:Z_|ERR_.*BROTLI|ERR__ERROR_FORMAT)/u.test(codeOf(failed) ?? "") || failed.message.includes("content-encoding");
  if (chain.some(packed)) {
    return new ServiceError({
      kind: "protocol",
      message: l10n.t("The answer of {0} can't be unpacked.", host),
      hint: l10n.t("Try again; if it stays like this, check your network or proxy."),
      outcomeUnknown: true,
      cause: error,
    });
  }
  const proxy = chain.find(({ message }) => /proxy|tunnel/iu.test(message));
  if (proxy !== undefined) {
    return new ServiceError({
      kind: "unavailable",
      message: l10n.t("The proxy did not let the request to {0} through.", host),
      hint: l10n.t("Check the setting http.proxy and your sign-in there."),
      cause: error,
    });
  }
  return new ServiceError({
    kind: "unavailable",
    message: l10n.t("{0} can't be reached.", host),
    hint: checkUrl(),
    outcomeUnknown: true,
    cause: error,
  });
}
