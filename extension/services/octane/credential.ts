import * as l10n from "@vscode/l10n";
import {
  Action,
  type Credential,
  credentialId,
  type CredentialState,
  type Detail,
  type Reference,
} from "../../core/model.ts";
import { remarkOn, UNREADABLE, unreadableWords } from "../../core/wire-time.ts";
import { EXTEND } from "./actions.ts";
import { SERVICE } from "./client.ts";
import { type NamedRole, toNamedRole } from "./roles.ts";
import type { WireAccessKey } from "./wire.ts";

/** The workspace roles by id; asked only when details are looked at, so they may be learnt after the list. */
export type RoleNames = Pick<ReadonlyMap<string, NamedRole>, "get">;

const NO_NAMES: RoleNames = new Map();

/**
 * Octane leaves `is_valid` true on a key that has expired, so the state takes both, and the server's clock. How long before its end
 * a key is about to expire is for the person to say, not for the service.
 */
export function stateOf({ is_valid, expiration }: WireAccessKey, now: Date): CredentialState {
  if (!is_valid) return "revoked";
  if (!(expiration instanceof Date)) return "active";
  return expiration.getTime() <= now.getTime() ? "expired" : "active";
}

/** An API access key as the interface shows it. `names` are the workspace roles by id, for a server that names none. */
export function toCredential(key: WireAccessKey, now: Date, names: RoleNames = NO_NAMES): Credential {
  return {
    id: credentialId(key.id),
    kind: l10n.t("API access key"),
    label: key.name === "" ? key.client_id || key.id : key.name,
    ...(key.client_id === "" ? {} : { clientId: key.client_id }),
    state: stateOf(key, now),
    ...remarkOn(key.expiration, key.creation_time),
    ...(key.creation_time instanceof Date ? { createdAt: key.creation_time } : {}),
    ...(key.expiration instanceof Date ? { expiresAt: key.expiration } : {}),
    // Thousands are listed, and few of them looked at.
    get details() {
      return [...detailsOf(key, names)];
    },
    // A revoked key comes back only with a new secret; everything else about it can still be corrected.
    actions: [Action.edit, EXTEND, Action.regenerate, ...(key.is_valid ? [Action.revoke] : [])],
  };
}

function* detailsOf(key: WireAccessKey, names: RoleNames): Generator<Detail> {
  yield { id: "name", label: l10n.t("Name"), value: { type: "text", text: key.name } };
  yield { id: "clientId", label: l10n.t("Client ID"), value: { type: "code", text: key.client_id } };
  yield {
    id: "clientSecret",
    label: l10n.t("Client secret"),
    value: { type: "secret" },
    note: l10n.t(
      "Octane never gives a secret out. Keyporter has it only if it was made here and its vault still keeps it.",
    ),
  };
  yield {
    id: "expiration",
    label: l10n.t("Expiration"),
    value:
      key.expiration instanceof Date
        ? { type: "date", date: key.expiration }
        : key.expiration === UNREADABLE
          ? { type: "text", text: unreadableWords(SERVICE) }
          : { type: "text", text: l10n.t("Does not expire") },
  };
  if (key.workspace_roles) {
    for (const [workspace, roles] of byWorkspace(key, names)) {
      yield { id: `roles:${workspace}`, label: workspace, value: { type: "references", items: roles } };
    }
  }
  if (key.creation_time instanceof Date) {
    yield { id: "created", label: l10n.t("Created"), value: { type: "date", date: key.creation_time } };
  } else if (key.creation_time === UNREADABLE) {
    yield { id: "created", label: l10n.t("Created"), value: { type: "text", text: unreadableWords(SERVICE) } };
  }
  yield { id: "id", label: l10n.t("ID"), value: { type: "code", text: key.id } };
}

/** "Roles in Payments" with its roles, one row for each workspace, and one for what counts in the whole shared space. */
function byWorkspace(key: WireAccessKey, names: RoleNames): ReadonlyMap<string, Reference[]> {
  const rows = new Map<string, Reference[]>();
  for (const reference of key.workspace_roles?.data ?? []) {
    const known = names.get(reference.id);
    const named = known ?? toNamedRole(reference);
    const title =
      known === undefined && !reference.role
        ? l10n.t("Workspace roles")
        : named.workspace === undefined
          ? l10n.t("Roles in the shared space")
          : l10n.t("Roles in the workspace {0}", named.workspace);
    const row = rows.get(title) ?? [];
    row.push({ id: reference.id, label: named.role });
    rows.set(title, row);
  }
  if (rows.size === 0) rows.set(l10n.t("Workspace roles"), []);
  return rows;
}
