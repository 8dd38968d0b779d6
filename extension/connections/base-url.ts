import * as l10n from "@vscode/l10n";
import { isTrustworthy } from "../core/safe-url.ts";

/** Stands for the bundled mock server. */
export const MOCK_URL = "mock:";

export type ParsedBaseUrl =
  { readonly ok: true; readonly baseUrl: string } | { readonly ok: false; readonly message: string };

const refused = (message: string): ParsedBaseUrl => ({ ok: false, message });

/**
 * A base URL as it is used: no trailing slash, a path only where someone's gateway needs one. A path that belongs to the service's
 * own API (`/v1/apiClients`, pasted from an example) is cut off.
 */
export function parseBaseUrl(typed: string): ParsedBaseUrl {
  const text = typed.trim();
  if (text === MOCK_URL) return { ok: true, baseUrl: MOCK_URL };
  if (text === "") return refused(l10n.t("An address is needed, such as https://iam.example.com."));
  const url = parse(/^[a-z][a-z\d+.-]*:\/\//iu.test(text) ? text : `https://${text}`);
  if (url === undefined) {
    // Not quoted: what can't be taken apart may hold a password, wherever that stands in it.
    return text.includes("@")
      ? namesAPerson()
      : refused(l10n.t("This is not a web address; one looks like https://iam.example.com."));
  }
  if (url.protocol !== "https:" && url.protocol !== "http:")
    return refused(l10n.t("The address must begin with https:."));
  if (url.username !== "" || url.password !== "") return namesAPerson();
  if (!isTrustworthy(url)) {
    return refused(
      l10n.t(
        "http: would send your credentials in the clear to {0}. Use https:; http: is for this machine only.",
        url.host,
      ),
    );
  }
  if (url.search !== "" || url.hash !== "") return refused(l10n.t("The address must end before the “?” or “#”."));
  return { ok: true, baseUrl: url.origin + url.pathname.replace(/\/v1(?:\/.*)?$/u, "").replace(/\/+$/u, "") };
}

const namesAPerson = (): ParsedBaseUrl =>
  refused(l10n.t("An address must not hold a user name or a password; you are asked for them separately."));

const parse = (text: string): URL | undefined => (URL.canParse(text) ? new URL(text) : undefined);

/** What a sign-in is bound to: it is never sent anywhere else, whatever the settings say later. */
export const originOf = (baseUrl: string): string => (baseUrl === MOCK_URL ? MOCK_URL : new URL(baseUrl).origin);

/** The host as a person reads it. */
export const hostOf = (baseUrl: string): string =>
  baseUrl === MOCK_URL ? l10n.t("bundled mock server") : new URL(baseUrl).host;
