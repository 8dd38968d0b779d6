import * as l10n from "@vscode/l10n";
import { Action, type Credential, credentialId, type Detail } from "../../core/model.ts";
import { COPY_CURL, COPY_HEADER, SHOW_REVEALED } from "./actions.ts";
import { headerLine } from "./copies.ts";
import { type Eligibility, missingFor } from "./identity.ts";
import type { WireAdminKey, WireUser } from "./wire.ts";

/** There is one for each person and site, and it has no name. */
export const ADMIN_KEY = credentialId("admin-key");

export interface Known {
  /** The site's host. */
  readonly site: string;
  readonly me: WireUser;
  readonly eligibility: Eligibility;
}

/** The admin key as the interface shows it: off, or on until the moment that the server told. */
export function toCredential(key: WireAdminKey | undefined, known: Known): Credential {
  const missing = key === undefined ? missingFor(known.eligibility) : [];
  return {
    id: ADMIN_KEY,
    kind: l10n.t("admin key"),
    label: l10n.t("Admin key"),
    state: key === undefined ? "off" : "on",
    ...(missing.length === 0 ? {} : { remark: l10n.t("not for your account or plan") }),
    ...(key?.expirationTime === undefined ? {} : { expiresAt: key.expirationTime }),
    ...(known.me.accountId === undefined ? {} : { owner: known.me.accountId }),
    details: [...detailsOf(key, known, missing)],
    actions: [
      ...(key === undefined ? [Action.turnOn] : [Action.renew, Action.turnOff, SHOW_REVEALED]),
      COPY_HEADER,
      COPY_CURL,
    ],
  };
}

function* detailsOf(key: WireAdminKey | undefined, known: Known, missing: readonly string[]): Generator<Detail> {
  const { site, me } = known;
  yield { id: "site", label: l10n.t("Site"), value: { type: "code", text: site } };
  yield {
    id: "account",
    label: l10n.t("Account"),
    value: { type: "text", text: me.displayName ?? me.email ?? "" },
    note: l10n.t("The key is for this account only; other admins have keys of their own."),
  };
  if (me.accountId !== undefined) {
    yield { id: "accountId", label: l10n.t("Account ID"), value: { type: "code", text: me.accountId } };
  }
  if (key?.expirationTime !== undefined) {
    yield { id: "ends", label: l10n.t("Ends"), value: { type: "date", date: key.expirationTime } };
  }
  if (missing.length > 0) {
    yield {
      id: "missing",
      label: l10n.t("Missing"),
      value: { type: "text", text: missing.join(", ") },
      note: l10n.t("Turning it on will most likely be refused."),
    };
  }
  yield {
    id: "header",
    label: l10n.t("Header"),
    value: { type: "code", text: headerLine() },
    note: l10n.t(
      "There is no key to copy. While it is on, a request with this header and your own API token sees restricted content too. Search (CQL) ignores it.",
    ),
  };
}
