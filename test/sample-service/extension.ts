import type { Disposable, KeyporterApi } from "keyporter/api";
import * as vscode from "vscode";
import { lighthouse } from "./service.ts";

/** Brings a service into Keyporter, and has commands to take it away and bring it back. */
export async function activate(context: vscode.ExtensionContext): Promise<void> {
  const keyporter = vscode.extensions.getExtension<KeyporterApi>("keyporter.keyporter");
  const api = await keyporter?.activate();
  if (api?.version !== 1) return;
  const offer = (): Disposable => api.registerService(lighthouse(api));
  let registration = offer();
  context.subscriptions.push(
    vscode.commands.registerCommand("sampleService.withdraw", () => registration.dispose()),
    vscode.commands.registerCommand("sampleService.offer", () => {
      registration = offer();
    }),
    { dispose: () => registration.dispose() },
  );
}
