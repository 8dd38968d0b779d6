import * as vscode from "vscode";
import { clean } from "../core/clean-text.ts";
import { ServiceError } from "../core/errors.ts";
import { number } from "../core/local.ts";
import type { Command } from "./parts.ts";
import { chosenCredentials } from "./pick-credentials.ts";
import { tell } from "./tell.ts";

/** Of several, one in each line. */
export const copyClientId: Command = {
  id: "keyporter.copyClientId",
  async run(parts, row, selection) {
    const hasOne = (_: unknown, { clientId }: { readonly clientId?: string }): boolean => clientId !== undefined;
    const chosen = await chosenCredentials(parts, row, selection, vscode.l10n.t("Copy Client ID"), hasOne);
    const ids = chosen?.credentials.flatMap(({ clientId }) => (clientId === undefined ? [] : [clientId])) ?? [];
    if (ids.length === 0) return;
    const odd = ids.find(id => clean(id) !== id);
    if (odd !== undefined) throw notCopied(odd);
    await parts.clipboard.copyText(ids.join("\n"));
    tell(
      ids.length === 1
        ? vscode.l10n.t("Copied the client ID.")
        : vscode.l10n.t("Copied {0} client IDs.", number(ids.length)),
    );
  },
};

/** With a line break in it, what is pasted into a terminal would be a command that runs. */
const notCopied = (id: string): ServiceError =>
  new ServiceError({
    kind: "protocol",
    message: vscode.l10n.t("“{0}” holds characters that no client ID has, so nothing was copied.", id),
    hint: vscode.l10n.t("Please report this to whoever runs the server."),
  });
