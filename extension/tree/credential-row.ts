import * as vscode from "vscode";
import { clean } from "../core/clean-text.ts";
import { environmentOf } from "../connections/connection.ts";
import { environmentWords } from "../connections/environment-words.ts";
import type { ActionId, Credential, CredentialState, Detail } from "../core/model.ts";
import { relativeTime } from "../core/relative-time.ts";
import { stateWords } from "../core/state-words.ts";
import { afterLabel } from "./after-label.ts";
import { colorOf, rowUri } from "./environment-look.ts";
import { isWarning, type Urgency } from "../expiry/urgency.ts";
import { type Line, markdown } from "./markdown.ts";
import type { CredentialNode } from "./node.ts";

const ICONS: Readonly<Record<CredentialState, string>> = {
  active: "key",
  expiring: "watch",
  expired: "history",
  revoked: "circle-slash",
  on: "flame",
  off: "circle-outline",
};

/** So much of a client ID is enough to recognise it. */
const CLIENT_ID_START = 8;

/** How a credential is at this moment. */
export interface Standing {
  /** What this connection allows now; menus are shown by it. */
  readonly actions: readonly ActionId[];
  readonly canRotate: boolean;
  readonly state: CredentialState;
  readonly urgency: Urgency;
  /** By the clock of its server. */
  readonly now: Date;
}

/** The row of a credential: name, state and end, the beginning of its client ID, age; and whose it is, where that is not plain. */
export function credentialRow(node: CredentialNode, how: Standing): vscode.TreeItem {
  const { state, urgency, now } = how;
  const { connection, credential } = node;
  const environment = environmentOf(connection);
  const age = ageOf(credential, now);
  const clientId = clientIdStart(credential.clientId);
  const whose = node.saysConnection === true ? connection.name : undefined;
  const item = new vscode.TreeItem(clean(credential.label), vscode.TreeItemCollapsibleState.None);
  item.id = `credential/${connection.id}/${credential.id}`;
  const described = [standingOf(credential, state, now), credential.remark, whose, clientId, age]
    .filter(part => part !== undefined)
    .map(clean);
  item.description = afterLabel(credential.label, described.join(" · "));
  item.iconPath = new vscode.ThemeIcon(ICONS[state], colorOf(environment));
  item.resourceUri = rowUri(environment, urgency);
  item.contextValue = contextOf(credential, how);
  item.command = { command: "keyporter.showDetails", title: vscode.l10n.t("Show Details"), arguments: [node] };
  item.accessibilityInformation = {
    label: [
      credential.label,
      credential.kind,
      spokenState(state, credential.expiresAt, now),
      ...(credential.remark === undefined ? [] : [credential.remark]),
      // Two of one name are told apart by it, and by nothing else.
      ...(clientId === undefined ? [] : [vscode.l10n.t("client ID {0}", clientId)]),
      vscode.l10n.t("{0} connection {1}", environmentWords(environment), connection.name),
      ...(age === undefined ? [] : [vscode.l10n.t("created {0}", age)]),
    ]
      .map(clean)
      .join(", "),
  };
  return item;
}

/** What is said of a credential now, and will be said in other words later. */
export const passingWords = (credential: Credential, state: CredentialState, urgency: Urgency, now: Date): string =>
  [urgency, standingOf(credential, state, now), ageOf(credential, now)].join();

const ageOf = ({ createdAt }: Credential, now: Date): string | undefined =>
  createdAt === undefined ? undefined : relativeTime(createdAt, now, vscode.env.language);

const standingOf = ({ expiresAt }: Credential, state: CredentialState, now: Date): string | undefined =>
  state === "active" ? undefined : stateAndEnd(state, expiresAt, now);

/** As `stateAndEnd`; whoever does not see the colours also hears when an end is still far. */
function spokenState(state: CredentialState, expiresAt: Date | undefined, now: Date): string {
  if (state !== "active" || expiresAt === undefined) return stateAndEnd(state, expiresAt, now);
  return vscode.l10n.t("{0}, expires {1}", stateWords(state), relativeTime(expiresAt, now, vscode.env.language));
}

/** "Revoked", "Expires in 5 days", "Expired 3 days ago" */
function stateAndEnd(state: CredentialState, expiresAt: Date | undefined, now: Date): string {
  if (expiresAt === undefined) return stateWords(state);
  const end = relativeTime(expiresAt, now, vscode.env.language);
  if (state === "expiring") return vscode.l10n.t("Expires {0}", end);
  // Short: this is read at a glance, and there is little room.
  if (state === "on") return vscode.l10n.t("On, {0} min left", minutesUntil(expiresAt, now));
  return state === "expired" ? vscode.l10n.t("Expired {0}", end) : stateWords(state);
}

const minutesUntil = (end: Date, now: Date): number =>
  Math.max(0, Math.round((end.getTime() - now.getTime()) / 60_000));

/** Read by the `when` clauses in package.json: words between semicolons. */
function contextOf({ clientId }: Credential, { actions, canRotate, urgency }: Standing): string {
  const words = [
    "credential",
    ...(clientId === undefined ? [] : ["client-id"]),
    ...(isWarning(urgency) ? ["warned"] : []),
    ...(canRotate ? ["rotates"] : []),
    ...actions,
  ];
  return `;${words.join(";")};`;
}

const clientIdStart = (clientId: string | undefined): string | undefined =>
  clientId === undefined || clientId.length <= CLIENT_ID_START + 1
    ? clientId
    : `${clientId.slice(0, CLIENT_ID_START)}…`;

/** What a person sees who rests on the row; of thousands of rows few are rested on. */
export function credentialTooltip(
  { connection, credential }: CredentialNode,
  state: CredentialState,
  now: Date,
): vscode.MarkdownString {
  const lines: Line[] = [
    ["strong", credential.label],
    [
      "text",
      `${stateWords(state)} · ${credential.kind} · ${connection.name} (${environmentWords(environmentOf(connection))})`,
    ],
    ...(credential.clientId === undefined ? [] : [["code", credential.clientId] as const]),
    ...credential.details.flatMap(detail => tooltipLine(detail, now)),
  ];
  return markdown(lines);
}

/** The label is above already, and what is empty says nothing. */
function tooltipLine({ id, label, value }: Detail, now: Date): readonly Line[] {
  if (id === "displayName" || id === "name") return [];
  switch (value.type) {
    case "text":
      return value.text === "" ? [] : [["text", `${label}: ${shorten(value.text)}`]];
    case "date":
      return [["text", `${label}: ${relativeTime(value.date, now, vscode.env.language)}`]];
    case "references":
      return value.items.length === 0
        ? []
        : [["text", `${label}: ${shorten(value.items.map(item => item.label ?? item.id).join(", "))}`]];
    case "pairs":
      return value.pairs.length === 0
        ? []
        : [["text", `${label}: ${shorten(value.pairs.map(pair => `${pair.key}=${pair.value}`).join(", "))}`]];
    case "code":
    case "secret":
      return [];
  }
}

const shorten = (text: string): string => (text.length > 160 ? `${text.slice(0, 160)}…` : text);
