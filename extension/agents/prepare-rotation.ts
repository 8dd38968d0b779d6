import * as v from "valibot";
import * as vscode from "vscode";
import { canRotate } from "../connections/allowed-actions.ts";
import { originOf } from "../connections/base-url.ts";
import { isCancelled } from "../core/errors.ts";
import { warnDays } from "../expiry/warn-days.ts";
import { type Plan, planAbout } from "../rotation/plan.ts";
import { serviceById } from "../services/catalog.ts";
import { type Data, untrusted } from "./data.ts";
import { connection, credential } from "./input.ts";
import { type One, oneCredential } from "./one-credential.ts";
import type { ToolParts } from "./parts.ts";
import { asked, namesOf } from "./question.ts";
import { connectionData, problemOf } from "./reading.ts";
import { rowOf } from "./row.ts";
import { defineTool } from "./tool.ts";

/**
 * Opens the checklist of a rotation and says what is in it. Nothing changes: each step is a button that only the person presses,
 * whatever they allowed the tool.
 */
export const prepareRotation = defineTool({
  name: "keyporter_prepare_rotation",
  input: v.object({ connection, credential, open: v.exactOptional(v.boolean()) }),
  question: (parts, { connection: where, credential: which }) => ({
    title: vscode.l10n.t("Prepare a Rotation"),
    message: vscode.l10n.t(
      "The checklist that replaces {0} in {1} is opened, and its steps go to the language model. Nothing is created or ended before you press its buttons, and no secret goes to the model.",
      asked(which),
      namesOf(parts, where),
    ),
    progress: vscode.l10n.t("Preparing the rotation of {0}", asked(which)),
  }),
  async answer(parts, { open = true, ...wanted }, signal) {
    const found = await oneCredential(parts, wanted, signal);
    if ("choice" in found) return found.choice;
    const plan = planAbout(await (await parts.rotations.plans()).all(), found.connection.id, found.credential.id);
    // What is under way may be at the end, where the old one has ended.
    const rotates =
      plan !== undefined || canRotate(serviceById(found.connection.service), found.connection, found.credential);
    signal.throwIfAborted();
    const opens = open && rotates;
    if (opens) parts.rotations.open({ connectionId: found.connection.id, id: plan?.id ?? found.credential.id });
    return {
      connection: connectionData(found.connection),
      credential: untrusted(
        originOf(found.connection.baseUrl),
        rowOf(found.credential, found.session.now?.() ?? new Date(), warnDays()),
      ),
      ...(rotates ? await prepared(parts, found, plan, opens, signal) : { cannotBeRotated: whyNot(found) }),
      done: "Nothing was changed on any server.",
    };
  },
});

async function prepared(
  parts: ToolParts,
  { connection: where, session, credential: which }: One,
  plan: Plan | undefined,
  opened: boolean,
  signal: AbortSignal,
): Promise<Readonly<Record<string, Data>>> {
  const service = serviceById(where.service);
  const endsWith = service?.info.rotation?.endsWith;
  const end = (endsWith === undefined ? undefined : service?.actions.get(endsWith)?.title) ?? "End";
  return {
    checklist: opened ? "It is open in the editor; the person goes on there." : "It was not opened.",
    underWay: plan === undefined ? "no" : `yes, since ${new Date(plan.startedAt).toISOString()}`,
    steps: [
      "create: a twin with the same rights is created, the old one still works",
      "deliver: the new secret goes where the old one is (a .env file, a terminal, another place)",
      "confirm: the person says that everything uses the new one",
      `end: “${end}” is asked about in a modal, and the old one lets nobody in any more`,
    ],
    notTheSame:
      plan === undefined ? await notesOf({ connection: where, session, credential: which }, signal) : undefined,
    whereItIsUsed: which.clientId === undefined ? undefined : "keyporter_find_client_id says it for its client ID.",
  };
}

/** What the twin will not have. It is only asked, and can wait for the checklist where it is not told. */
async function notesOf({ connection: where, session, credential: which }: One, signal: AbortSignal): Promise<Data> {
  try {
    const twin = await session.twin?.(which.id, signal);
    return untrusted(originOf(where.baseUrl), twin?.notes ?? []);
  } catch (error) {
    if (isCancelled(error)) throw error;
    return problemOf(where, error);
  }
}

function whyNot({ connection: where }: One): string {
  if (serviceById(where.service)?.info.rotation === undefined)
    return "What this service manages can't be replaced by another one.";
  return where.readOnly ? "The connection is read-only in Keyporter." : "It has ended, or this sign-in may not end it.";
}
