import * as vscode from "vscode";
import type { Connection } from "../connections/connection.ts";
import { clean } from "../core/clean-text.ts";
import { number } from "../core/local.ts";
import type { Credential, CredentialId } from "../core/model.ts";
import type { Listing } from "../tree/listing.ts";
import type { Parts } from "./parts.ts";

/** What the person picked: credentials, or that it is in another connection. */
export type Picked = readonly Credential[] | "elsewhere";

export interface ToPick {
  readonly title: string;
  readonly fits: (credential: Credential) => boolean;
  /** Those of this connection that are selected in the tree. */
  readonly selected: readonly Credential[];
  /** Whether all that are selected can be taken at once. */
  readonly many: boolean;
}

interface Item extends vscode.QuickPickItem {
  readonly id?: CredentialId;
  readonly choice: Picked;
}

/** Picks of one connection; what is not loaded yet is found by typing, and rows appear as they arrive. Undefined where the person left. */
export async function pickInConnection(
  parts: Parts,
  connection: Connection,
  toPick: ToPick,
): Promise<Picked | undefined> {
  const listing = parts.view.credentials.listing(connection.id);
  const around = parts.settings.all().connections.length > 1 ? [elsewhere()] : [];
  const together = selectionItem(toPick);
  const first = toPick.selected.find(toPick.fits);
  const quickPick = vscode.window.createQuickPick<Item>();
  quickPick.title = toPick.title;
  quickPick.placeholder = vscode.l10n.t("Which one in “{0}”?", connection.name);
  quickPick.matchOnDescription = true;

  const show = (): void => {
    const items = itemsOf(listing, toPick);
    quickPick.items = [...together, ...items, ...around];
    const active = together[0] ?? items.find(({ id }) => id === first?.id);
    if (active !== undefined && quickPick.value === "") quickPick.activeItems = [active];
    quickPick.busy = listing.status.type === "loading";
    if (listing.status.type === "failed") quickPick.placeholder = listing.status.error.message;
  };
  show();
  const changes = parts.view.onDidChange(id => {
    if (id === connection.id) show();
  });
  if (listing.status.type === "idle" || listing.status.type === "failed") void listing.refresh();
  try {
    return await new Promise<Picked | undefined>(resolve => {
      quickPick.onDidAccept(() => resolve(quickPick.activeItems[0]?.choice));
      quickPick.onDidHide(() => resolve(undefined));
      quickPick.show();
    });
  } finally {
    changes.dispose();
    quickPick.dispose();
  }
}

const itemsOf = (listing: Listing, { fits }: ToPick): readonly Item[] =>
  listing.rows.filter(fits).map(credential => ({
    label: clean(credential.label),
    description: clean(credential.clientId ?? credential.id),
    id: credential.id,
    choice: [credential],
  }));

function selectionItem({ selected, fits, many }: ToPick): readonly Item[] {
  const fitting = selected.filter(fits);
  if (!many || fitting.length < 2) return [];
  return [
    {
      label: `$(checklist) ${vscode.l10n.t("The {0} that are selected", number(fitting.length))}`,
      detail: clean(fitting.map(({ label }) => label).join(", ")),
      choice: fitting,
    },
  ];
}

const elsewhere = (): Item => ({
  label: `$(plug) ${vscode.l10n.t("In another connection...")}`,
  alwaysShow: true,
  choice: "elsewhere",
});
