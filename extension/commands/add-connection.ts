import { randomUUID } from "node:crypto";
import * as vscode from "vscode";
import type { Connection } from "../connections/connection.ts";
import { connectionId } from "../core/model.ts";
import { readRules } from "../teams/policy-files.ts";
import type { Command, Parts } from "./parts.ts";
import { certificatesSteps } from "./wizard/certificates-step.ts";
import { connectionFieldSteps } from "./wizard/connection-field-steps.ts";
import { connectionOf, type Draft, signInOf } from "./wizard/draft.ts";
import { addressStep, environmentStep, nameStep, serverStep, serviceStep } from "./wizard/server-steps.ts";
import { signInSteps } from "./wizard/sign-in-steps.ts";
import { trialOf } from "./wizard/trial.ts";
import { walk } from "./wizard/walk.ts";
import { sayWhoYouAre } from "./wizard/welcome.ts";

export const addConnection: Command = {
  id: "keyporter.addConnection",
  async run(parts) {
    const title = vscode.l10n.t("Add Connection");
    const taken = parts.settings.all().connections.map(({ name }) => name);
    const trial = trialOf(parts);
    const rules = await readRules();
    const draft = await walk(emptyDraft(), now => [
      serviceStep(title),
      serverStep(title, rules),
      ...(now.server?.type === "own" ? [addressStep(title, rules)] : []),
      ...certificatesSteps(title, now),
      ...(now.environment === "mock" && now.server?.type !== "own" ? [] : [environmentStep(title)]),
      nameStep(title, taken),
      ...signInSteps(title, now, trial.verify),
      ...connectionFieldSteps(title, now, trial),
    ]);
    if (draft?.service === undefined) return;
    const connection = connectionOf(draft, draft.service);
    await save(parts, connection, draft);
    if (draft.identity !== undefined) sayWhoYouAre(connection.name, draft.identity);
    await vscode.commands.executeCommand("keyporter.credentials.focus");
  },
};

const emptyDraft = (): Draft => ({
  id: connectionId(randomUUID()),
  ownUrl: "",
  environment: "production",
  readOnly: false,
  name: "",
  values: {},
  secrets: {},
  fields: {},
});

/** The sign-in first: where it can't be stored there is no connection without one. */
async function save(parts: Parts, connection: Connection, draft: Draft): Promise<void> {
  if (draft.service === undefined) return;
  await parts.signIns.save(connection, signInOf(draft, draft.service));
  await parts.settings.save(connection);
}
