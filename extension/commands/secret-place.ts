import * as vscode from "vscode";
import { clean } from "../core/clean-text.ts";
import type { SecretPlace } from "../webviews/details/backend.ts";
import type { DetailsRef } from "../webviews/details/ref.ts";
import type { Kept, Vault } from "../vault/vault.ts";

const SAVED = "saved";
const FORGET = "forget";

type Keeping = Pick<Vault, "find" | "delivered" | "forget">;

/** What a credential's page says about where its secret is kept. */
export async function secretPlace(vault: Keeping, { connectionId, id }: DetailsRef): Promise<SecretPlace | undefined> {
  const kept = await vault.find(connectionId, id);
  if (kept === undefined) return undefined;
  const saved = { id: SAVED, title: vscode.l10n.t("I Have Saved It"), icon: "check", destructive: false };
  const forget = { id: FORGET, title: vscode.l10n.t("Forget"), icon: "trash", destructive: true };
  const isOpen = kept.secret !== undefined && kept.delivered === undefined;
  return { note: noteOf(kept), isThere: kept.secret !== undefined, actions: [...(isOpen ? [saved] : []), forget] };
}

/** Does what one of its buttons says. */
export async function runOnSecret(vault: Keeping, { connectionId, id }: DetailsRef, action: string): Promise<void> {
  if (action === SAVED) await vault.delivered(connectionId, id, vscode.l10n.t("a place of your own"));
  if (action === FORGET) await forgetSecret(vault, { connectionId, id });
}

/** Forgets it and its fingerprint, after a question where it may be nowhere else. */
export async function forgetSecret(vault: Keeping, { connectionId, id }: DetailsRef): Promise<void> {
  if (await isSure(await vault.find(connectionId, id))) await vault.forget(connectionId, id);
}

function noteOf({ where, delivered }: Kept): string {
  if (delivered !== undefined) {
    const on = new Intl.DateTimeFormat(vscode.env.language, { dateStyle: "medium", timeStyle: "short" });
    return where === "nowhere"
      ? vscode.l10n.t("Delivered to {0} on {1}; only a fingerprint is left.", delivered.to, on.format(delivered.at))
      : vscode.l10n.t("Delivered to {0} on {1}, and kept in the vault.", delivered.to, on.format(delivered.at));
  }
  switch (where) {
    case "vault":
      return vscode.l10n.t("Kept in the vault until you deliver it or say that you have saved it.");
    case "window":
      return vscode.l10n.t("Kept until this window closes. Save it before.");
    case "nowhere":
      return vscode.l10n.t("It was not to be kept; only a fingerprint is left.");
  }
}

/** Forgetting what is nowhere else can't be taken back. */
async function isSure(kept: Kept | undefined): Promise<boolean> {
  if (kept?.secret === undefined) return true;
  const forget = vscode.l10n.t("Forget");
  const answer = await vscode.window.showWarningMessage(
    clean(vscode.l10n.t("Forget the secret of “{0}”?", kept.label)),
    {
      modal: true,
      detail: vscode.l10n.t(
        "Keyporter then neither has it nor recognises it in your files. If you have not saved it anywhere, it may be gone for good.",
      ),
    },
    forget,
  );
  return answer === forget;
}
