import * as vscode from "vscode";
import type { Connection } from "../connections/connection.ts";
import type { Credential } from "../core/model.ts";
import type { Secret } from "../core/secret.ts";
import type { Parts } from "./parts.ts";
import { chosenCredentials, ONLY_ONE } from "./pick-credentials.ts";
import { withProgress } from "./progress.ts";

/** One credential with where it is. */
export interface ChosenOne {
  readonly connection: Connection;
  readonly credential: Credential;
}

/** As much of it as is known of one whose connection may be gone. */
export interface Named {
  readonly connection: Pick<Connection, "id">;
  readonly credential: Pick<Credential, "id" | "label" | "clientId">;
}

/** The credential whose secret is to go somewhere; from the palette the person picks one. */
export async function chosenOne(parts: Parts, row: unknown, title: string): Promise<ChosenOne | undefined> {
  const chosen = await chosenCredentials(parts, row, ONLY_ONE, title, (_, { clientId }) => clientId !== undefined);
  const credential = chosen?.credentials[0];
  return chosen === undefined || credential === undefined ? undefined : { connection: chosen.connection, credential };
}

/** Its secret, from where it can be had. */
export const secretOf = (parts: Parts, { connection, credential }: ChosenOne): Promise<Secret> =>
  withProgress(vscode.l10n.t("Asking for the secret of “{0}”...", credential.label), signal =>
    parts.actions.secret(connection.id, credential.id, signal),
  );
