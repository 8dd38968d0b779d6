import * as v from "valibot";
import * as vscode from "vscode";
import { allowedActions } from "../connections/allowed-actions.ts";
import { originOf } from "../connections/base-url.ts";
import type { Detail, DetailValue } from "../core/model.ts";
import { sensitiveValues } from "../core/redact.ts";
import { warnDays } from "../expiry/warn-days.ts";
import { serviceById } from "../services/catalog.ts";
import { bounded, type Data, untrusted } from "./data.ts";
import { connection, credential } from "./input.ts";
import { type One, oneCredential } from "./one-credential.ts";
import { asked, namesOf } from "./question.ts";
import { connectionData } from "./reading.ts";
import { isoOf, rowOf } from "./row.ts";
import { defineTool } from "./tool.ts";

const MOST_DETAILS = 60;
const MOST_ITEMS = 50;

/** Everything about one credential but its secret. */
export const inspectCredential = defineTool({
  name: "keyporter_inspect_credential",
  input: v.object({ connection, credential }),
  question: (parts, { connection: where, credential: which }) => ({
    title: vscode.l10n.t("Inspect Credential"),
    message: vscode.l10n.t(
      "All details of {0} in {1} go to the language model: names, roles, owners, dates. No secret does.",
      asked(which),
      namesOf(parts, where),
    ),
    progress: vscode.l10n.t("Looking at {0}", asked(which)),
  }),
  async answer(parts, wanted, signal) {
    const found = await oneCredential(parts, wanted, signal);
    return "choice" in found ? found.choice : inspected(found);
  },
});

function inspected({ connection: where, session, credential: which }: One): Data {
  const service = serviceById(where.service);
  const { rows, leftOut } = bounded(which.details.map(detailData), MOST_DETAILS, "The person sees them in Keyporter.");
  return {
    connection: connectionData(where),
    credential: untrusted(originOf(where.baseUrl), {
      ...summary(which, session.now?.() ?? new Date()),
      details: rows,
    }),
    leftOut,
    // What a person can do in Keyporter; no tool does it.
    personCanDo: allowedActions(service, where, which).map(id => service?.actions.get(id)?.title ?? id),
  };
}

const summary = (which: One["credential"], now: Date): Readonly<Record<string, Data>> => ({
  remark: which.remark,
  row: rowOf(which, now, warnDays()),
});

const detailData = ({ id, label, value, note }: Detail): Data => ({ id, label, note, value: valueData(value) });

function valueData(value: DetailValue): Data {
  switch (value.type) {
    case "text":
    case "code":
      return value.text;
    case "date":
      return isoOf(value.date);
    case "references":
      return value.items.slice(0, MOST_ITEMS).map(({ id, label }) => ({ id, name: label }));
    case "pairs":
      return value.pairs
        .slice(0, MOST_ITEMS)
        .map(pair => ({ key: pair.key, value: isNamedSecret(pair.key) ? "[redacted]" : pair.value }));
    case "secret":
      return "[a secret; Keyporter gives it to no tool]";
  }
}

/** A label such as `token` says what its value is. */
const isNamedSecret = (key: string): boolean => sensitiveValues({ [key]: "?" }).length > 0;
