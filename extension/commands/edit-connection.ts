import * as vscode from "vscode";
import { originOf } from "../connections/base-url.ts";
import { serviceOf } from "../connections/sessions.ts";
import { readRules } from "../teams/policy-files.ts";
import type { Command } from "./parts.ts";
import { chosenConnection } from "./pick-connection.ts";
import { certificatesSteps } from "./wizard/certificates-step.ts";
import { connectionFieldSteps } from "./wizard/connection-field-steps.ts";
import { connectionOf, type Draft, signInOf } from "./wizard/draft.ts";
import { draftOf } from "./wizard/draft-of.ts";
import { addressStep, environmentStep, nameStep, serverStep } from "./wizard/server-steps.ts";
import { signInSteps } from "./wizard/sign-in-steps.ts";
import { trialOf } from "./wizard/trial.ts";
import { walk } from "./wizard/walk.ts";
import { sayWhoYouAre } from "./wizard/welcome.ts";

export const editConnection: Command = {
  id: "keyporter.editConnection",
  async run(parts, row) {
    const connection = await chosenConnection(parts, row, vscode.l10n.t("Edit Connection"));
    if (connection === undefined) return;
    const title = vscode.l10n.t("Edit Connection: {0}", connection.name);
    const service = serviceOf(connection);
    const taken = parts.settings.all().connections.flatMap(({ id, name }) => (id === connection.id ? [] : [name]));
    const elsewhere = (draft: Draft): boolean =>
      originOf(connectionOf(draft, service).baseUrl) !== originOf(connection.baseUrl);

    // What was typed for one server is never sent to another: there the person signs in anew.
    const stored = await parts.signIns.load(connection);
    const trial = trialOf(parts, (draft, chosen) =>
      stored.type === "found" && !elsewhere(draft) ? stored.signIn : signInOf(draft, chosen),
    );
    const rules = await readRules();
    const draft = await walk(await draftOf(parts, connection), now => [
      serverStep(title, rules),
      ...(now.server?.type === "own" ? [addressStep(title, rules)] : []),
      ...certificatesSteps(title, now),
      ...(now.environment === "mock" && now.server?.type !== "own" ? [] : [environmentStep(title)]),
      nameStep(title, taken),
      ...(isComplete(now) && elsewhere(now) ? signInSteps(title, now, trial.verify) : []),
      ...connectionFieldSteps(title, now, trial),
    ]);
    if (draft === undefined) return;
    const changed = connectionOf(draft, service);
    if (elsewhere(draft)) await parts.signIns.save(changed, signInOf(draft, service));
    await parts.settings.save(changed);
    if (draft.identity !== undefined) sayWhoYouAre(changed.name, draft.identity);
  },
};

/** False until the address of a server of one's own was typed. */
const isComplete = ({ server, ownUrl }: Draft): boolean => server?.type !== "own" || ownUrl !== "";
