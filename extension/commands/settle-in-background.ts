import type { Disposable } from "../core/disposable.ts";
import { onDidChangeServices } from "../services/catalog.ts";
import type { Parts } from "./parts.ts";
import { report } from "./report.ts";

/** The window has other things to do while it opens. */
const IDLE_MS = 5000;
/** By then a server has done what it was asked for, or never will. */
const LATER_MS = 150_000;

/**
 * Settles what a crash or a lost answer left: once the window is idle after its start, and some time after an answer was lost.
 * It makes the vault's key early as well, because a key that was just made does not survive a crash.
 */
export function settleInBackground(parts: Parts): Disposable {
  const stopped = new AbortController();
  let timer: NodeJS.Timeout | undefined;

  const settle = async (isLast: boolean): Promise<void> => {
    if ((await parts.vault.unconfirmed()).length === 0) return;
    const { settleUnconfirmed } = await import("./settle.ts");
    const { tellSettled } = await import("./tell-settled.ts");
    const results = await settleUnconfirmed({ ...parts, credentials: parts.view.credentials }, stopped.signal);
    // What nobody can tell yet is asked for once more, and told then.
    for (const result of results) if (isLast || result.settled.type !== "unknown") tellSettled(parts, result);
    // Also what a window was at that may be gone by then.
    if (!isLast && (await parts.vault.unconfirmed()).length > 0) later();
  };
  const schedule = (afterMs: number, isLast: boolean): void => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      settle(isLast).catch((error: unknown) => report(parts, error));
    }, afterMs);
  };
  const later = (): void => schedule(LATER_MS, true);

  const prepare = (): void => {
    if (parts.settings.all().connections.length > 0) parts.vault.prepare();
  };
  const idle = setTimeout(prepare, IDLE_MS);
  schedule(IDLE_MS, false);
  const subscriptions = [
    parts.vault.onDidBecomeUncertain(later),
    parts.settings.onDidChange(prepare),
    // The service that can tell may come with another extension.
    onDidChangeServices(() => schedule(IDLE_MS, false)),
  ];

  return {
    dispose() {
      stopped.abort();
      clearTimeout(timer);
      clearTimeout(idle);
      for (const subscription of subscriptions) subscription.dispose();
    },
  };
}
