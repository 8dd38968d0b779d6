import type { BrowserContext } from "@playwright/test";

/**
 * Lets a VS Code in the browser speak a language to its extensions. VS Code takes it from a language pack for itself, and there is none here, so
 * its own texts stay English; what it tells to extensions (`vscode.env.language`, their bundles) is this.
 */
export async function speak(context: BrowserContext, language: string): Promise<void> {
  await context.addInitScript(spoken => {
    Object.defineProperty(globalThis, "_VSCODE_NLS_LANGUAGE", { get: () => spoken, set: () => undefined });
  }, language);
}
