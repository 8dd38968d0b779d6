import * as l10n from "@vscode/l10n";
import type { CredentialState } from "./model.ts";

/** A credential's state as a person reads it: "Expires soon". */
export function stateWords(state: CredentialState): string {
  switch (state) {
    case "active":
      return l10n.t("Active");
    case "expiring":
      return l10n.t("Expires soon");
    case "expired":
      return l10n.t("Expired");
    case "revoked":
      return l10n.t("Revoked");
    case "on":
      return l10n.t("On");
    case "off":
      return l10n.t("Off");
  }
}
