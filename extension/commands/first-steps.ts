import * as vscode from "vscode";
import { MOCK_URL } from "../connections/base-url.ts";
import type { Disposable } from "../core/disposable.ts";
import { Action } from "../core/model.ts";
import type { Parts } from "./parts.ts";

/** What the walkthrough ticks off by itself, by whichever way it was reached; VS Code remembers what was ticked. */
export const firstSteps = ["triedOffline", "connected", "created", "delivered"] as const;

export function watchFirstSteps({ settings, actions, vault }: Parts): Disposable {
  const reached = (step: (typeof firstSteps)[number]): void =>
    void vscode.commands.executeCommand("setContext", `keyporter.${step}`, true);
  const look = (): void => {
    const { connections } = settings.all();
    if (connections.some(({ baseUrl }) => baseUrl === MOCK_URL)) reached("triedOffline");
    if (connections.some(({ baseUrl }) => baseUrl !== MOCK_URL)) reached("connected");
  };
  look();
  return vscode.Disposable.from(
    settings.onDidChange(look),
    actions.onDidAttempt(({ ref, error }) => {
      if (ref.action === Action.create && error === undefined) reached("created");
    }),
    vault.onDidDeliver(() => reached("delivered")),
  );
}
