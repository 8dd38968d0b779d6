import * as vscode from "vscode";
import type { Sessions } from "../connections/sessions.ts";
import type { ConnectionSettings } from "../connections/settings.ts";
import type { SignIns } from "../connections/sign-ins.ts";
import { describeError } from "../core/errors.ts";
import type { Settled } from "../services/service.ts";
import type { Unconfirmed, Vault } from "../vault/vault.ts";
import type { Rows } from "./actions.ts";

export interface SettleParts {
  readonly settings: Pick<ConnectionSettings, "find">;
  readonly sessions: Pick<Sessions, "of">;
  readonly signIns: Pick<SignIns, "save">;
  readonly vault: Vault;
  readonly credentials: Pick<Rows, "listing">;
}

export interface SettledEntry {
  readonly unconfirmed: Unconfirmed;
  readonly settled: Settled;
}

/** Asks the servers what became of the entries that nobody works on, and keeps or drops each by the answer. */
export async function settleUnconfirmed(parts: SettleParts, signal: AbortSignal): Promise<readonly SettledEntry[]> {
  const results: SettledEntry[] = [];
  for (const { entry, underWay } of await parts.vault.unconfirmed()) {
    if (underWay || signal.aborted) continue;
    const result = await parts.vault.settling(entry, async () => {
      // Another window may have been at it until now.
      const unconfirmed = (await parts.vault.unconfirmed()).find(other => other.entry === entry);
      return unconfirmed && { unconfirmed, settled: await settleOne(parts, unconfirmed, signal) };
    });
    if (result !== undefined) results.push(result);
  }
  return results;
}

async function settleOne(parts: SettleParts, unconfirmed: Unconfirmed, signal: AbortSignal): Promise<Settled> {
  const settled = await ask(parts, unconfirmed, signal).catch((error: unknown): Settled => ({
    type: "unknown",
    message: notKnown(unconfirmed, describeError(error)),
  }));
  await keep(parts, unconfirmed, settled);
  return settled;
}

async function ask(
  { settings, sessions }: SettleParts,
  unconfirmed: Unconfirmed,
  signal: AbortSignal,
): Promise<Settled> {
  const unknown = (why: string): Settled => ({ type: "unknown", message: notKnown(unconfirmed, why) });
  const connection = settings.find(unconfirmed.connectionId);
  if (connection === undefined) return unknown(vscode.l10n.t("Its connection was removed."));
  if (connection.baseUrl !== unconfirmed.server) {
    return unknown(vscode.l10n.t("Its connection has another address now; it was {0}.", unconfirmed.server));
  }
  const session = await sessions.of(connection);
  return (await session.settle?.(unconfirmed.intent, signal)) ?? unknown(vscode.l10n.t("This service can't tell."));
}

async function keep(
  { settings, signIns, vault, credentials }: SettleParts,
  { entry, connectionId }: Unconfirmed,
  settled: Settled,
): Promise<void> {
  switch (settled.type) {
    case "issued": {
      await vault.issued(entry, connectionId, settled.issued, settled.unproved === true ? "unproved" : "proved");
      const connection = settings.find(connectionId);
      if (settled.newSignIn !== undefined && connection !== undefined) {
        await signIns.save(connection, settled.newSignIn);
      }
      credentials.listing(connectionId).put(settled.issued.credential);
      return;
    }
    case "secret-lost":
    case "not-done":
      return vault.notDone(entry);
    case "unknown":
      return;
  }
}

const notKnown = ({ intent: { label } }: Unconfirmed, why: string): string =>
  vscode.l10n.t("It is not known yet what became of “{0}”. {1}", label, why);
