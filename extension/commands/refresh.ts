import * as vscode from "vscode";
import type { ConnectionId } from "../core/model.ts";
import { VIEW_ID } from "../tree/view.ts";
import type { Command, Parts } from "./parts.ts";

/** All connections, from the view's title. */
export const refresh: Command = {
  id: "keyporter.refresh",
  run: parts => refreshed(parts),
};

/** Asks one server, or all of them, again. The view shows that it is done even where the rows stay as they are. */
export const refreshed = async (parts: Parts, id?: ConnectionId): Promise<void> =>
  vscode.window.withProgress({ location: { viewId: VIEW_ID } }, () => parts.view.credentials.refresh(id));
