import * as vscode from "vscode";
import { number } from "../core/local.ts";
import { hostOf } from "../connections/base-url.ts";
import type { Connection } from "../connections/connection.ts";
import { clean } from "../core/clean-text.ts";
import { describeError } from "../core/errors.ts";
import { redact } from "../core/redact.ts";
import {
  type Inventory,
  type InventoryRow,
  inventoryRow,
  type Origin,
  type Unread,
  unreadRow,
} from "../expiry/inventory.ts";
import { inventoryCsv } from "../expiry/inventory-csv.ts";
import { inventoryJson } from "../expiry/inventory-json.ts";
import { inventoryMarkdown } from "../expiry/inventory-markdown.ts";
import { warnDays } from "../expiry/warn-days.ts";
import { serviceById } from "../services/catalog.ts";
import type { Command, Parts } from "./parts.ts";
import { pickConnection } from "./pick-connection.ts";
import { withProgress } from "./progress.ts";
import { type FileKind, offerToOpen, saveTarget } from "./save-file.ts";

interface Format extends vscode.QuickPickItem, FileKind {
  readonly textOf: (inventory: Inventory) => string;
}

const formats = (): readonly Format[] => [
  format("csv", "CSV", vscode.l10n.t("for spreadsheets"), inventoryCsv),
  format("json", "JSON", vscode.l10n.t("for programs"), inventoryJson),
  format("md", "Markdown", vscode.l10n.t("for people"), inventoryMarkdown),
];

const format = (extension: string, name: string, description: string, textOf: Format["textOf"]): Format => ({
  label: name,
  description,
  extension,
  name,
  textOf,
});

/** All credentials of all connections in one file, without a secret. What can't be read is said, there and here. */
export const exportInventory: Command = {
  id: "keyporter.exportInventory",
  async run(parts) {
    const { connections } = parts.settings.all();
    if (connections.length === 0) {
      await pickConnection(parts, vscode.l10n.t("Export Inventory"));
      return;
    }
    const title = vscode.l10n.t("Export Inventory");
    const picked = await vscode.window.showQuickPick(formats(), { title, placeHolder: vscode.l10n.t("As what?") });
    if (picked === undefined) return;
    const target = await saveTarget(title, "keyporter-inventory", picked);
    if (target === undefined) return;
    const inventory = await withProgress(vscode.l10n.t("Listing all credentials..."), signal =>
      readAll(parts, connections, signal),
    );
    await vscode.workspace.fs.writeFile(target, new TextEncoder().encode(picked.textOf(inventory)));
    await sayWhatIsIn(target, inventory);
  },
};

/** To the last page, whatever the tree shows; one connection after the other, to be gentle with the servers. */
async function readAll(parts: Parts, connections: readonly Connection[], signal: AbortSignal): Promise<Inventory> {
  const rows: InventoryRow[] = [];
  const unread: Unread[] = [];
  for (const connection of connections) {
    const origin: Origin = {
      connection,
      service: serviceById(connection.service)?.info.shortName ?? connection.service,
      server: hostOf(connection.baseUrl),
    };
    try {
      rows.push(...(await readOne(parts, origin, signal)));
    } catch (error) {
      signal.throwIfAborted();
      unread.push(unreadRow(origin, clean(redact(describeError(error)))));
    }
  }
  return { at: new Date(), rows, unread };
}

async function readOne(parts: Parts, origin: Origin, signal: AbortSignal): Promise<readonly InventoryRow[]> {
  const session = await parts.sessions.of(origin.connection);
  const rows: InventoryRow[] = [];
  for await (const page of session.list({}, signal)) {
    const now = session.now?.() ?? new Date();
    rows.push(...page.map(credential => inventoryRow(origin, credential, now, warnDays())));
  }
  return rows;
}

async function sayWhatIsIn(target: vscode.Uri, { rows, unread }: Inventory): Promise<void> {
  const done = vscode.l10n.t("Exported credentials: {0}.", number(rows.length));
  if (unread.length === 0) {
    await offerToOpen(target, done);
    return;
  }
  const names = unread.map(({ connection }) => clean(connection)).join(", ");
  const open = vscode.l10n.t("Open");
  const message = `${done} ${vscode.l10n.t("Not complete. These connections could not be read: {0}.", names)}`;
  if ((await vscode.window.showWarningMessage(clean(message), open)) === open)
    await vscode.commands.executeCommand("vscode.open", target);
}
