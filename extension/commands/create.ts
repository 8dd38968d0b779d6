import * as vscode from "vscode";
import { Action } from "../core/model.ts";
import { serviceById } from "../services/catalog.ts";
import { isNode } from "../tree/node.ts";
import type { Command } from "./parts.ts";
import { wayBack } from "./way-back.ts";
import { pickConnection } from "./pick-connection.ts";

export const create: Command = {
  id: "keyporter.create",
  async run(parts, row) {
    const connection =
      isNode(row) && "connection" in row
        ? row.connection
        : await pickConnection(
            parts,
            vscode.l10n.t("Create Credential"),
            ({ service, readOnly }) => !readOnly && serviceById(service)?.actions.has(Action.create) === true,
          );
    if (connection !== undefined)
      parts.forms.open({ connectionId: connection.id, action: Action.create }, wayBack(parts, row));
  },
};
