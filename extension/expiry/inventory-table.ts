import * as l10n from "@vscode/l10n";
import { environmentWords } from "../connections/environment-words.ts";
import { stateWords } from "../core/state-words.ts";
import type { Inventory, InventoryRow, Unread } from "./inventory.ts";

/** The headings of an inventory as a table. */
export const headings = (): readonly string[] => [
  l10n.t("Connection"),
  l10n.t("Service"),
  l10n.t("Environment"),
  l10n.t("Server"),
  l10n.t("Kind"),
  l10n.t("Name"),
  l10n.t("ID"),
  l10n.t("Client ID"),
  l10n.t("State"),
  l10n.t("Created"),
  l10n.t("Expires"),
  l10n.t("Description"),
];

/** Its cells, row by row. What could not be read has a row too: a table that leaves it out would look complete. */
export const cellsOf = ({ rows, unread }: Inventory): readonly (readonly string[])[] => [
  ...rows.map(cellsOfRow),
  ...unread.map(cellsOfUnread),
];

const cellsOfRow = (row: InventoryRow): readonly string[] => [
  row.connection,
  row.service,
  environmentWords(row.environment),
  row.server,
  row.kind,
  row.label,
  row.id,
  row.clientId,
  stateWords(row.state),
  row.created,
  row.expires,
  row.description,
];

const cellsOfUnread = ({ connection, service, environment, server, reason }: Unread): readonly string[] => {
  const before = [connection, service, environmentWords(environment), server];
  const nothing = Array.from({ length: headings().length - before.length - 2 }, () => "");
  const where = headings().indexOf(l10n.t("State")) - before.length;
  return [...before, ...nothing.with(where, l10n.t("Could not be read")), "", reason];
};
