import * as vscode from "vscode";
import { serviceById } from "../services/catalog.ts";
import { isNode } from "../tree/node.ts";
import type { Command, Parts } from "./parts.ts";
import { pickConnection } from "./pick-connection.ts";
import { ask, type Refusal } from "./wizard/quick-steps.ts";
import type { Connection } from "../connections/connection.ts";
import { back } from "./wizard/walk.ts";

/** For people who know a service's own query language: the server answers, and its complaint is shown under what was typed. */
export const filterByQuery: Command = {
  id: "keyporter.filterByQuery",
  async run(parts, row) {
    const hasLanguage = ({ service }: Connection): boolean => serviceById(service)?.info.queryLanguage !== undefined;
    const connection =
      isNode(row) && row.type === "connection"
        ? row.connection
        : await pickConnection(parts, vscode.l10n.t("Filter by Query"), hasLanguage);
    const language = serviceById(connection?.service ?? "")?.info.queryLanguage;
    if (connection === undefined || language === undefined) return;
    const before = parts.view.credentials.query(connection.id);
    const answer = await ask({
      title: `${language.name}: ${connection.name}`,
      progress: { step: 1, total: 1 },
      link: { label: vscode.l10n.t("The language of an {0}", language.name), url: language.helpUrl },
      prompt: vscode.l10n.t("Passed to the server as it is. Empty: everything again."),
      placeholder: language.example,
      value: before,
      validate: () => undefined,
      check: value => complaint(parts, connection, value),
    });
    if (answer === undefined || answer === back) await parts.view.setQuery(connection.id, before);
  },
};

async function complaint(parts: Parts, connection: Connection, query: string): Promise<Refusal | undefined> {
  await parts.view.setQuery(connection.id, query);
  const { status } = parts.view.credentials.listing(connection.id);
  // What is typed may begin with spaces, which are not sent.
  const skipped = query.length - query.trimStart().length;
  if (status.type !== "failed") return undefined;
  const { message, position } = status.error;
  return { message, position: position === undefined ? undefined : position + skipped };
}
