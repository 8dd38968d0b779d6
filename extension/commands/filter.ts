import * as vscode from "vscode";
import type { Command } from "./parts.ts";

/** The server is asked once the person pauses; what is loaded already is filtered with every key. */
const PAUSE_MS = 200;

export const filter: Command = {
  id: "keyporter.filter",
  async run(parts) {
    const before = parts.view.credentials.filter;
    const input = vscode.window.createInputBox();
    let timer: NodeJS.Timeout | undefined;
    const apply = (text: string): void => {
      clearTimeout(timer);
      void parts.view.setFilter(text);
    };
    input.title = vscode.l10n.t("Filter Credentials");
    input.prompt = vscode.l10n.t(
      "Name, client ID or description. The servers are asked too, for what is not loaded yet. Escape takes it back.",
    );
    input.value = before;
    input.onDidChangeValue(text => {
      clearTimeout(timer);
      parts.view.narrow(text);
      timer = setTimeout(() => apply(text), PAUSE_MS);
    });
    try {
      const accepted = await new Promise<boolean>(resolve => {
        input.onDidAccept(() => resolve(true));
        input.onDidHide(() => resolve(false));
        input.show();
      });
      apply(accepted ? input.value : before);
    } finally {
      input.dispose();
    }
  },
};
