import * as vscode from "vscode";
import { workspaceFiles, type WorkspaceFiles } from "../leaks/workspace-files.ts";
import { savedContent } from "./saved-content.ts";
import { type Content, type Search, searchFiles } from "./search-files.ts";

/** A client ID stands in configuration and code; what is larger is data. */
const LARGEST_BYTES = 2 * 1024 * 1024;
const BOUNDS = { places: 1000, milliseconds: 60_000, atOnce: 8 };

export type Uses = Search<vscode.Uri> & Omit<WorkspaceFiles, "uris">;

/** Where a client ID stands in the files of the workspace, those that are not saved yet as they are. */
export async function usesInWorkspace(clientId: string, signal: AbortSignal): Promise<Uses> {
  const { uris, ...bounds } = await workspaceFiles(signal);
  const edited = new Map(
    vscode.workspace.textDocuments
      .filter(({ isDirty }) => isDirty)
      .map(document => [document.uri.toString(), document]),
  );
  const files = unique([...uris, ...[...edited.values()].filter(isInWorkspace).map(({ uri }) => uri)]);
  const read = (uri: vscode.Uri): Promise<Content> => {
    const text = edited.get(uri.toString())?.getText();
    return text === undefined ? savedContent(uri, LARGEST_BYTES) : Promise.resolve({ text });
  };
  return { ...(await searchFiles(clientId, files, read, BOUNDS, signal)), ...bounds };
}

const isInWorkspace = ({ uri }: vscode.TextDocument): boolean =>
  uri.scheme === "untitled" || vscode.workspace.getWorkspaceFolder(uri) !== undefined;

const unique = (uris: readonly vscode.Uri[]): readonly vscode.Uri[] => [
  ...new Map(uris.map(uri => [uri.toString(), uri])).values(),
];
