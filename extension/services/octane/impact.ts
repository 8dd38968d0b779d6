import * as l10n from "@vscode/l10n";
import { quoted, number } from "../../core/local.ts";
import { Action, type ActionId, type Credential } from "../../core/model.ts";
import type { Impact } from "../service.ts";

/** What revoking or regenerating breaks. `ownClientId` is the key that this connection signs in with, if it does so with one. */
export function impactOf(action: ActionId, keys: readonly Credential[], ownClientId: string | undefined): Impact {
  const own = keys.find(({ clientId }) => clientId !== undefined && clientId === ownClientId);
  const [first] = keys;
  // Names are not unique; client IDs are.
  const names = keys
    .map(({ label, clientId }) => (clientId === undefined ? quoted(label) : `${quoted(label)} (${clientId})`))
    .join(", ");
  const regenerate = action === Action.regenerate;
  const one = keys.length === 1 && first !== undefined;
  return {
    question: one
      ? regenerate
        ? l10n.t("Give the API access key “{0}” a new secret?", first.label)
        : l10n.t("Revoke the API access key “{0}”?", first.label)
      : regenerate
        ? l10n.t("Give {0} API access keys new secrets?", number(keys.length))
        : l10n.t("Revoke {0} API access keys?", number(keys.length)),
    effects: [
      regenerate
        ? l10n.t(
            "The old secret stops working at once: whatever uses {0} fails until it has the new one. The client ID stays.",
            names,
          )
        : l10n.t("Whatever signs in with {0} stops working at once.", names),
      ...(own === undefined ? [] : [ownWarning(own, regenerate)]),
      ...(regenerate && keys.some(({ state }) => state === "expired")
        ? [l10n.t("A key that has expired can't sign in with a new secret either, until you change its expiration.")]
        : []),
      regenerate
        ? l10n.t("Octane never gives a secret out: save the new one where it is needed.")
        : l10n.t("A revoked key comes back only with a new secret; the old secret can't be restored."),
    ],
    confirmLabel: regenerate ? l10n.t("Regenerate") : l10n.t("Revoke"),
  };
}

const ownWarning = ({ label }: Credential, regenerate: boolean): string =>
  regenerate
    ? l10n.t("⚠ This connection itself signs in with “{0}”: Keyporter stores the new secret as its sign-in.", label)
    : l10n.t(
        "⚠ This connection itself signs in with “{0}”: afterwards Keyporter can't use it until you sign in with something else.",
        label,
      );
