import { isIP } from "node:net";
import { isControl, isDashboard } from "./own-paths.ts";

/** Who may talk to this server. */
export interface GuardRules {
  /** Further names that may stand in `Host`. */
  readonly allowHosts: readonly string[];
  /** Origins of web pages that may call the services. */
  readonly cors: readonly string[];
  /** Whether it listens to other machines, which then name it by its address. */
  readonly remote: boolean;
  readonly scheme: "http" | "https";
}

export type Verdict =
  | {
      readonly allowed: true;
      /** The web page's origin that has to be named in the answer. */ readonly origin?: string;
    }
  | { readonly allowed: false; readonly reason: string };

/** What a request says of where it comes from. */
export interface Provenance {
  readonly method: string;
  readonly path: string;
  readonly host: string | undefined;
  readonly origin: string | undefined;
  /** `Sec-Fetch-Site` and `Sec-Fetch-Mode`: browsers send them, and no page can change them. */
  readonly site: string | undefined;
  readonly mode: string | undefined;
}

/**
 * Whether a request may be worked on. A web page elsewhere can make a browser send requests to this machine, under its
 * own name (DNS rebinding: foreign `Host`) or across origins (foreign or `null` `Origin`); SDKs and curl send no `Origin`.
 * Nor does a browser where a page merely embeds something (an image, a script), but it says so in `Sec-Fetch-Site`.
 */
export function judge(request: Provenance, rules: GuardRules): Verdict {
  const { host, origin } = request;
  const name = hostName(host);
  if (name === undefined || !isOurs(name, rules)) {
    return { allowed: false, reason: "This Host is not allowed here. Name it with --allow-host if it should be." };
  }
  if (origin === undefined) {
    return isForeign(request)
      ? { allowed: false, reason: "Pages of another origin may not use this. Name it with --cors if one should." }
      : { allowed: true };
  }
  if (host !== undefined && origin === `${rules.scheme}://${host.toLowerCase()}`) return { allowed: true };
  if (rules.cors.includes(origin)) {
    // Whoever may steer this server may read all its secrets and let it forget everything.
    if (!isControl(request.path) && !isDashboard(request.path)) return { allowed: true, origin };
    return { allowed: false, reason: "--cors opens the services to a page, not what steers this server." };
  }
  return { allowed: false, reason: "This Origin is not allowed here. Name it with --cors if it should be." };
}

/** Whether a page elsewhere asks. Following a link from there is fine, as long as it leads to what people look at. */
function isForeign({ method, path, site, mode }: Provenance): boolean {
  if (site !== "cross-site" && site !== "same-site") return false;
  return !(method === "GET" && mode === "navigate" && !isControl(path));
}

/** Whether a text can be what a `Host` header names, which is without scheme and port. */
export function isHostName(text: string): boolean {
  return isIP(text) !== 0 || /^[a-z0-9._-]+$/i.test(text);
}

/** The name or address in a `Host` header, undefined where the header is malformed. */
function hostName(host: string | undefined): string | undefined {
  const parts = /^(?:\[([0-9a-f:.]+)\]|([a-z0-9._-]+))(?::(\d{1,5}))?$/i.exec(host ?? "");
  if (parts === null || Number(parts[3] ?? 0) > 65_535) return undefined;
  if (parts[1] !== undefined) return isIP(parts[1]) === 6 ? parts[1].toLowerCase() : undefined;
  return parts[2]?.toLowerCase();
}

function isOurs(name: string, { allowHosts, remote }: GuardRules): boolean {
  return isLoopback(name) || (remote && isIP(name) !== 0) || allowHosts.some(allowed => allowed.toLowerCase() === name);
}

/** Whether a name or address can only mean this very machine. */
export function isLoopback(name: string): boolean {
  const lower = name.toLowerCase();
  if (lower === "localhost" || lower.endsWith(".localhost") || lower === "::1") return true;
  return isIP(lower) === 4 && lower.startsWith("127.");
}
