import * as vscode from "vscode";
import { serviceOf } from "../connections/sessions.ts";
import type { Command } from "./parts.ts";
import { chosenConnection } from "./pick-connection.ts";
import { signInOf } from "./wizard/draft.ts";
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
    if (connection === undefined) return;
    const service = serviceOf(connection);
    const draft = await walk(await draftOf(parts, connection), now => signInSteps(title, now, trialOf(parts).verify));
    if (draft === undefined) return;
    await parts.signIns.save(connection, signInOf(draft, service));
    if (draft.identity !== undefined) sayWhoYouAre(connection.name, draft.identity);
    await parts.view.credentials.refresh(connection.id);
  },
};
