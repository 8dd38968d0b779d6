import * as vscode from "vscode";
import type { Connection } from "../connections/connection.ts";
import { serviceOf } from "../connections/sessions.ts";
import { type Account, objectOf } from "../teams/connection-file.ts";
import type { Command, Parts } from "./parts.ts";
import { chosenConnection } from "./pick-connection.ts";
import { type Draft, signInOf } from "./wizard/draft.ts";
import { draftOf } from "./wizard/draft-of.ts";
import { signInSteps } from "./wizard/sign-in-steps.ts";
import { trialOf } from "./wizard/trial.ts";
import { walk } from "./wizard/walk.ts";
import { sayWhoYouAre } from "./wizard/welcome.ts";

export const signInAgain: Command = {
  id: "keyporter.signInAgain",
  async run(parts, row) {
    const title = vscode.l10n.t("Sign In Again");
    const connection = await chosenConnection(parts, row, title);
    if (connection !== undefined) await signInTo(parts, connection, title);
  },
};

/**
 * Asks what a connection signs in with, and keeps it. False where the person left.
 * @param account what is filled in already, where nothing is stored
 */
export async function signInTo(
  parts: Parts,
  connection: Connection,
  title: string,
  account?: Account,
): Promise<boolean> {
  const service = serviceOf(connection);
  const known = await draftOf(parts, connection);
  const begun: Draft =
    known.method === undefined && account !== undefined
      ? { ...known, method: account.method, values: objectOf(account.values) }
      : known;
  const draft = await walk(begun, now => signInSteps(title, now, trialOf(parts).verify));
  if (draft === undefined) return false;
  await parts.signIns.save(connection, signInOf(draft, service));
  if (draft.identity !== undefined) sayWhoYouAre(connection.name, draft.identity);
  await parts.view.credentials.refresh(connection.id);
  return true;
}
