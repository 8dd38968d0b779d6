import * as vscode from "vscode";
import { MOCK_URL } from "../connections/base-url.ts";
import type { Command, Parts } from "./parts.ts";
import { withProgress } from "./progress.ts";

/** Starts the bundled mock server, and reads anew what comes from it. */
export const mockStart: Command = {
  id: "keyporter.mock.start",
  async run(parts) {
    await withProgress(vscode.l10n.t("Starting the bundled mock server..."), () => parts.mock.url());
    await refreshMocks(parts);
  },
};

/** What the connections to the bundled mock server show comes from it. */
export async function refreshMocks(parts: Parts): Promise<void> {
  const mocks = parts.settings.all().connections.filter(({ baseUrl }) => baseUrl === MOCK_URL);
  await Promise.all(mocks.map(({ id }) => parts.view.credentials.refresh(id)));
}
