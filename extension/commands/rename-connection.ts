import * as vscode from "vscode";
import type { Command } from "./parts.ts";
import { chosenConnection } from "./pick-connection.ts";
import { draftOf } from "./wizard/draft-of.ts";
import { nameStep } from "./wizard/server-steps.ts";
import { walk } from "./wizard/walk.ts";

export const renameConnection: Command = {
  id: "keyporter.renameConnection",
  async run(parts, row) {
    const title = vscode.l10n.t("Rename Connection");
    const connection = await chosenConnection(parts, row, title);
    if (connection === undefined) return;
    const taken = parts.settings.all().connections.flatMap(({ id, name }) => (id === connection.id ? [] : [name]));
    const draft = await walk(await draftOf(parts, connection), () => [nameStep(title, taken)]);
    if (draft !== undefined) await parts.settings.save({ ...connection, name: draft.name });
  },
};
