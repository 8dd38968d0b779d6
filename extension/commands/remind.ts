import * as vscode from "vscode";
import { clean } from "../core/clean-text.ts";
import { allowedActions, canRotate } from "../connections/allowed-actions.ts";
import { MOCK_URL } from "../connections/base-url.ts";
import { number } from "../core/local.ts";
import { Action } from "../core/model.ts";
import { countsOf, type ExpiryItem } from "../expiry/item.ts";
import { itemLabel, itemSentence } from "../expiry/item-words.ts";
import { reminderMemory } from "../expiry/reminder-memory.ts";
import { dueOf, silenced, told, withoutGone } from "../expiry/reminders.ts";
import { countWords } from "../expiry/urgency-words.ts";
import { serviceById } from "../services/catalog.ts";
import { node } from "../tree/node.ts";
import type { Parts } from "./parts.ts";
import { report } from "./report.ts";
import { rotate } from "./rotate.ts";
import { showExpiring } from "./show-expiring.ts";
import { askHowLong } from "./snooze.ts";
import { startAction } from "./start-action.ts";

/** So many are named in a notification. */
const NAMED = 3;

/** Tells of what is due, in one notification however many they are; of each once a day at most. */
export async function remind(parts: Parts): Promise<void> {
  const { expiry } = parts.view;
  const memory = reminderMemory(parts.memory);
  // What the bundled mock server has ends for nobody: it is counted and coloured, which is enough to see how that looks.
  const due = (): readonly ExpiryItem[] =>
    dueOf(expiry.items, memory.read(), new Date()).filter(({ connection }) => connection.baseUrl !== MOCK_URL);
  const maybe = due();
  if (maybe.length === 0) return;
  if (!(await expiry.freshen(maybe.map(({ connection }) => connection.id)))) return;
  const items = due();
  if (items.length === 0) return;
  const ids = parts.settings.all().connections.map(({ id }) => id);
  // Before it is shown: a window that closes now has told of it.
  await memory.write(withoutGone(told(items, memory.read(), new Date()), ids));
  // What becomes of it may take as long as the person likes.
  tellOf(parts, items).catch((error: unknown) => report(parts, error, items[0]?.connection));
}

interface Offer {
  readonly title: string;
  readonly run: () => Promise<void> | void;
}

async function tellOf(parts: Parts, items: readonly ExpiryItem[]): Promise<void> {
  const [first] = items;
  if (first === undefined) return;
  const offers: readonly Offer[] = [
    ...(items.length === 1
      ? offersOf(parts, first)
      : [{ title: vscode.l10n.t("Show"), run: () => showExpiring.run(parts) }]),
    { title: vscode.l10n.t("Snooze..."), run: () => askHowLong(parts, items) },
    { title: vscode.l10n.t("Don't Ask Again"), run: () => silence(parts, items) },
  ];
  const message = items.length === 1 ? sentenceOf(parts, first) : summaryOf(items);
  const urgent = items.some(({ urgency }) => urgency !== "soon");
  const tell = urgent ? vscode.window.showWarningMessage : vscode.window.showInformationMessage;
  const answer = await tell(clean(message), ...offers.map(({ title }) => title));
  await offers.find(({ title }) => title === answer)?.run();
}

const sentenceOf = ({ view }: Parts, item: ExpiryItem): string =>
  itemSentence(item, view.expiry.now(item.connection.id), vscode.env.language);

/** "2 expired, 3 expire soon: jira-sync, load-tests, jenkins-nightly and 2 more." */
function summaryOf(items: readonly ExpiryItem[]): string {
  const names = items.slice(0, NAMED).map(itemLabel).join(", ");
  const counts = countWords(countsOf(items));
  const rest = items.length - NAMED;
  return rest > 0
    ? vscode.l10n.t("{0}: {1} and {2} more.", counts, names, number(rest))
    : vscode.l10n.t("{0}: {1}.", counts, names);
}

/** What can be done about one of them at once. */
function offersOf(parts: Parts, item: ExpiryItem): readonly Offer[] {
  const { connection } = item;
  if (item.type === "sign-in") {
    const signIn = (): Thenable<void> => vscode.commands.executeCommand("keyporter.signInAgain", connection.id);
    return [{ title: vscode.l10n.t("Sign In Again"), run: async () => signIn() }];
  }
  const { credential } = item;
  const service = serviceById(connection.service);
  const extend = allowedActions(service, connection, credential).includes(Action.extend);
  return [
    ...(canRotate(service, connection, credential)
      ? [
          {
            title: vscode.l10n.t("Rotate..."),
            run: () => rotate.run(parts, node({ type: "credential", connection, credential })),
          },
        ]
      : []),
    ...(extend
      ? [
          {
            title: vscode.l10n.t("Extend..."),
            run: () => startAction(parts, Action.extend, { connection, credentials: [credential] }),
          },
        ]
      : []),
  ];
}

async function silence(parts: Parts, items: readonly ExpiryItem[]): Promise<void> {
  const memory = reminderMemory(parts.memory);
  await memory.write(silenced(items, memory.read()));
  vscode.window.setStatusBarMessage(
    vscode.l10n.t("$(bell-slash) No more reminders of this, until its end is another"),
    6000,
  );
}
