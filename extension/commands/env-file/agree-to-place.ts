import * as vscode from "vscode";
import { clean } from "../../core/clean-text.ts";
import { ServiceError } from "../../core/errors.ts";
import { leadsElsewhere } from "../../delivery/leads-elsewhere.ts";
import { nameOf } from "../../delivery/text-file.ts";

/**
 * Whether the file may be written where it really is: a link that leads out of the workspace is asked about.
 * @param what says what would be written to that place
 */
export async function agreedToPlace(uri: vscode.Uri, what = secretWritten): Promise<boolean> {
  if (vscode.workspace.fs.isWritableFileSystem(uri.scheme) === false) {
    throw new ServiceError({
      kind: "forbidden",
      message: vscode.l10n.t("“{0}” can't be written: its file system is read-only.", nameOf(uri)),
      hint: vscode.l10n.t("Choose another file."),
    });
  }
  const real = await leadsElsewhere(uri);
  if (real === undefined) return true;
  const write = vscode.l10n.t("Write There");
  const answer = await vscode.window.showWarningMessage(
    clean(vscode.l10n.t("“{0}” is a link that leads out of this workspace.", nameOf(uri))),
    { modal: true, detail: clean(what(real)) },
    write,
  );
  return answer === write;
}

const secretWritten = (place: string): string => vscode.l10n.t("The client secret would be written to {0}.", place);
