import * as v from "valibot";
import * as vscode from "vscode";
import { allowedActions, canRotate } from "../connections/allowed-actions.ts";
import { originOf } from "../connections/base-url.ts";
import { relativeTime } from "../core/relative-time.ts";
import { countsOf, type ExpiryItem, itemsOf } from "../expiry/item.ts";
import { warnDays } from "../expiry/warn-days.ts";
import { serviceById } from "../services/catalog.ts";
import { bounded, type Data, untrusted } from "./data.ts";
import { connection } from "./input.ts";
import { namesOf } from "./question.ts";
import { connectionData, connectionsNamed, type Reading, readAll } from "./reading.ts";
import { isoOf, rowOf } from "./row.ts";
import { defineTool } from "./tool.ts";

const MOST_ROWS = 100;
const MOST_DAYS = 3650;

/** What has expired or is about to, and what can be done about it. */
export const explainExpiring = defineTool({
  name: "keyporter_explain_expiring",
  input: v.object({
    connection,
    withinDays: v.exactOptional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(MOST_DAYS))),
  }),
  question: (parts, { connection: wanted }) => ({
    title: vscode.l10n.t("Explain What Expires"),
    message: vscode.l10n.t(
      "Names, IDs and dates of what has expired or is about to in {0} go to the language model. No secret does.",
      namesOf(parts, wanted),
    ),
    progress: vscode.l10n.t("Looking for what expires in {0}", namesOf(parts, wanted)),
  }),
  async answer(parts, { connection: wanted, withinDays = warnDays() }, signal) {
    const readings = await readAll(parts, connectionsNamed(parts, wanted), signal);
    const items = itemsOf(readings, withinDays);
    const nowOf = new Map(readings.map(({ connection: { id }, now }) => [id, now]));
    const { rows, leftOut } = bounded(
      items.map(item => itemData(item, nowOf.get(item.connection.id) ?? new Date(), withinDays)),
      MOST_ROWS,
      "Ask for one connection, or for fewer days.",
    );
    return {
      withinDays,
      ...countsOf(items),
      meaning:
        "expired: it lets nobody in any more, and whatever still uses it fails. near and soon: it ends by itself at that moment. Keys without an end are not here.",
      items: rows,
      leftOut,
      notLookedAt: readings.flatMap(unread),
    };
  },
});

function itemData(item: ExpiryItem, now: Date, days: number): Data {
  const { connection: where, urgency, endsAt } = item;
  return {
    connection: connectionData(where),
    urgency,
    ends: isoOf(endsAt),
    when: endsAt === undefined ? undefined : relativeTime(endsAt, now, "en"),
    ...(item.type === "sign-in"
      ? { what: "what the connection itself signs in with", personCanDo: ["Sign In Again"] }
      : {
          what: untrusted(originOf(where.baseUrl), rowOf(item.credential, now, days)),
          personCanDo: waysOut(item),
        }),
  };
}

function waysOut({ connection: where, credential }: Extract<ExpiryItem, { type: "credential" }>): readonly string[] {
  const service = serviceById(where.service);
  const titles = allowedActions(service, where, credential).map(id => service?.actions.get(id)?.title ?? id);
  return canRotate(service, where, credential) ? [...titles, "Rotate (keyporter_prepare_rotation)"] : titles;
}

/** A list that could not be had is not one without anything in it. */
const unread = ({ connection: where, problem, more }: Reading): readonly Data[] =>
  problem === undefined && !more
    ? []
    : [{ connection: connectionData(where), problem: problem ?? "Not all that the server has is loaded here." }];
