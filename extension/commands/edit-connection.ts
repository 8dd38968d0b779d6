import * as vscode from "vscode";
import { originOf } from "../connections/base-url.ts";
import { serviceOf } from "../connections/sessions.ts";
import type { Command } from "./parts.ts";
import { chosenConnection } from "./pick-connection.ts";
import { connectionOf, type Draft, signInOf } from "./wizard/draft.ts";
import { draftOf } from "./wizard/draft-of.ts";
import { addressStep, environmentStep, nameStep, serverStep } from "./wizard/server-steps.ts";
import { signInSteps } from "./wizard/sign-in-steps.ts";
import { verifier } from "./wizard/verifier.ts";
import { walk } from "./wizard/walk.ts";
import { sayWhoYouAre } from "./wizard/welcome.ts";

export const editConnection: Command = {
  id: "keyporter.editConnection",
  async run(parts, row) {
    const title = vscode.l10n.t("Edit Connection");
    const connection = await chosenConnection(parts, row, title);
    if (connection === undefined) return;
    const service = serviceOf(connection);
    const taken = parts.settings.all().connections.flatMap(({ id, name }) => (id === connection.id ? [] : [name]));
    const elsewhere = (draft: Draft): boolean =>
      originOf(connectionOf(draft, service).baseUrl) !== originOf(connection.baseUrl);

    const draft = await walk(await draftOf(parts, connection), now => [
      serverStep(title),
      ...(now.server?.type === "own" ? [addressStep(title)] : []),
      ...(now.environment === "mock" && now.server?.type !== "own" ? [] : [environmentStep(title)]),
      nameStep(title, taken),
      // What was typed for one server is never sent to another without being asked for again.
      ...(now.ownUrl === "" && now.server?.type === "own"
        ? []
        : elsewhere(now)
          ? signInSteps(title, now, verifier(parts))
          : []),
    ]);
    if (draft === undefined) return;
    const changed = connectionOf(draft, service);
    if (elsewhere(draft)) await parts.signIns.save(changed, signInOf(draft, service));
    await parts.settings.save(changed);
    if (draft.identity !== undefined) sayWhoYouAre(changed.name, draft.identity);
  },
};
