import * as vscode from "vscode";
import type { Command } from "./parts.ts";
import { tell } from "./tell.ts";

/** Where the bundled mock server listens, for a client of one's own. */
export const mockCopyAddress: Command = {
  id: "keyporter.mock.copyAddress",
  async run(parts) {
    await parts.clipboard.copyText(await parts.mock.url());
    tell(vscode.l10n.t("Copied the mock server's address."));
  },
};
