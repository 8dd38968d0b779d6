import * as v from "valibot";
import * as vscode from "vscode";
import { originOf } from "../connections/base-url.ts";
import { warnDays } from "../expiry/warn-days.ts";
import type { Place } from "../rotation/search-files.ts";
import { type Uses, usesInWorkspace } from "../rotation/workspace-uses.ts";
import { bounded, type Data, untrusted } from "./data.ts";
import { clientId, connection } from "./input.ts";
import { asked, namesOf } from "./question.ts";
import { connectionData, connectionsNamed, readAll } from "./reading.ts";
import { Refusal } from "./refusal.ts";
import { rowOf } from "./row.ts";
import { defineTool } from "./tool.ts";

const MOST_FILES = 200;
const MOST_LINES = 20;

/**
 * Whose a client ID is, and in which files of the workspace it stands. Only those that Keyporter lists are looked for, and the lines
 * are counted, not shown: the secret often stands beside.
 */
export const findClientId = defineTool({
  name: "keyporter_find_client_id",
  input: v.object({ connection, clientId }),
  question: (parts, { connection: where, clientId: wanted }) => ({
    title: vscode.l10n.t("Find a Client ID"),
    message: vscode.l10n.t(
      "To which credential of {0} the client ID {1} belongs, and in which files of this workspace it stands, goes to the language model. What is in the files does not.",
      namesOf(parts, where),
      asked(wanted),
    ),
    progress: vscode.l10n.t("Looking for the client ID {0}", asked(wanted)),
  }),
  async answer(parts, { connection: where, clientId: wanted }, signal) {
    const readings = await readAll(parts, connectionsNamed(parts, where), signal);
    const owners = readings.flatMap(({ connection: each, credentials, now }) =>
      credentials
        .filter(credential => credential.clientId === wanted)
        .map(credential => ({
          connection: connectionData(each),
          credential: untrusted(originOf(each.baseUrl), rowOf(credential, now, warnDays())),
        })),
    );
    const problems = readings.flatMap(({ problem }) => problem ?? []);
    if (owners.length === 0 && problems.length > 0)
      return { problem: "Not every list could be read.", unread: problems };
    if (owners.length === 0) throw new Refusal("No credential that Keyporter lists has this client ID.");
    return { belongsTo: owners, workspace: await usesData(wanted, signal) };
  },
});

async function usesData(wanted: string, signal: AbortSignal): Promise<Data> {
  if ((vscode.workspace.workspaceFolders ?? []).length === 0) return "No folder is open.";
  const uses = await usesInWorkspace(wanted, signal);
  const files = new Map<string, Place<vscode.Uri>[]>();
  for (const place of uses.places) {
    const file = vscode.workspace.asRelativePath(place.file);
    files.set(file, [...(files.get(file) ?? []), place]);
  }
  const { rows, leftOut } = bounded([...files].map(fileData), MOST_FILES, "The person can look for them in Keyporter.");
  return {
    files: untrusted("the files of the open workspace", rows),
    leftOut,
    filesLookedThrough: uses.looked,
    filesTooLargeOrUnreadable: uses.skipped,
    notAll: notAll(uses),
  };
}

const fileData = ([file, places]: readonly [string, readonly Place<vscode.Uri>[]]): Data => ({
  file,
  // Counted from 1, as editors do.
  lines: places.slice(0, MOST_LINES).map(({ line }) => line + 1),
  places: places.length,
});

function notAll({ stopped, tooMany, unsearchable }: Uses): string | undefined {
  if (stopped !== undefined) return `Not all files were looked through (${stopped}).`;
  if (unsearchable) return "A folder was left out: its files can't be searched.";
  return tooMany ? "A folder has more files than are looked through." : undefined;
}
