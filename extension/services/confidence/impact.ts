import * as l10n from "@vscode/l10n";
import { quoted, number } from "../../core/local.ts";
import type { Credential } from "../../core/model.ts";
import type { Impact } from "../service.ts";

/** What deleting API clients breaks. `ownClientId` is the one that this connection signs in with, where that is known. */
export function impactOfDelete(credentials: readonly Credential[], ownClientId: string | undefined): Impact {
  const [first] = credentials;
  const own = credentials.find(({ clientId }) => clientId !== undefined && clientId === ownClientId);
  const one = credentials.length === 1 && first !== undefined;
  return {
    question: one
      ? l10n.t("Delete the API client “{0}”?", first.label)
      : l10n.t("Delete {0} API clients?", number(credentials.length)),
    effects: [
      one && first.clientId !== undefined
        ? l10n.t("Everything that signs in with the client ID {0} stops working.", first.clientId)
        : l10n.t(
            "Everything that signs in with one of them stops working: {0}.",
            credentials.map(({ label }) => quoted(label)).join(", "),
          ),
      ...(own === undefined
        ? []
        : [
            l10n.t(
              "⚠ This connection itself signs in with “{0}”: afterwards Keyporter can't use it until you sign in with something else.",
              own.label,
            ),
          ]),
      l10n.t("Confidence can't bring a deleted API client back."),
    ],
    confirmLabel: l10n.t("Delete"),
  };
}
