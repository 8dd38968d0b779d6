import * as vscode from "vscode";
import type { Command } from "./parts.ts";

const answer = (id: string, accepted: boolean): Command => ({
  id,
  run({ delivery }, uri) {
    delivery.previews.answer(uri instanceof vscode.Uri ? uri : undefined, accepted);
  },
});

/** The buttons of the tab that shows a change before it is made. */
export const acceptPreview: Command = answer("keyporter.acceptPreview", true);
export const discardPreview: Command = answer("keyporter.discardPreview", false);
