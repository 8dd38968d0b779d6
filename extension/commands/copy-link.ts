import * as vscode from "vscode";
import { isNode } from "../tree/node.ts";
import { type Link, linkPath } from "./link.ts";
import type { Command, Parts } from "./parts.ts";
import { chosenCredentials, ONLY_ONE } from "./pick-credentials.ts";
import { tell } from "./tell.ts";

/** A link that opens this row, for a note or a ticket; it holds no secret, and works where the same connection is set up. */
export const copyLink: Command = {
  id: "keyporter.copyLink",
  async run(parts, row) {
    const link = await chosenLink(parts, row);
    if (link === undefined) return;
    const path = linkPath(link);
    if (path === undefined) {
      void vscode.window.showWarningMessage(vscode.l10n.t("Its ID has signs that no link can have."));
      return;
    }
    await parts.clipboard.copyText(`${vscode.env.uriScheme}://keyporter.keyporter${path}`);
    tell(vscode.l10n.t("Copied the link."));
  },
};

async function chosenLink(parts: Parts, row: unknown): Promise<Link | undefined> {
  if (isNode(row) && row.type === "connection") return { connectionId: row.connection.id };
  const chosen = await chosenCredentials(parts, row, ONLY_ONE, vscode.l10n.t("Copy Link"));
  const credential = chosen?.credentials[0];
  return chosen && credential && { connectionId: chosen.connection.id, id: credential.id };
}
