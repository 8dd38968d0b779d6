import * as v from "valibot";
import * as vscode from "vscode";
import { originOf } from "../connections/base-url.ts";
import { stateAt } from "../expiry/urgency.ts";
import { warnDays } from "../expiry/warn-days.ts";
import { matches } from "../tree/matching.ts";
import { bounded, type Data, untrusted } from "./data.ts";
import { connection, search } from "./input.ts";
import { connectionData, connectionsNamed, type Reading, readAll } from "./reading.ts";
import { namesOf } from "./question.ts";
import { rowOf } from "./row.ts";
import { defineTool } from "./tool.ts";

const MOST_ROWS = 100;

const states = ["active", "expiring", "expired", "revoked", "on", "off"] as const;

const input = v.object({ connection, search, state: v.exactOptional(v.picklist(states)) });

/** Which credentials there are. */
export const listCredentials = defineTool({
  name: "keyporter_list_credentials",
  input,
  question: (parts, { connection: wanted }) => ({
    title: vscode.l10n.t("List Credentials"),
    message: vscode.l10n.t(
      "Names, IDs, client IDs, descriptions, states and dates of the credentials of {0} go to the language model. No secret does.",
      namesOf(parts, wanted),
    ),
    progress: vscode.l10n.t("Listing the credentials of {0}", namesOf(parts, wanted)),
  }),
  async answer(parts, asked, signal) {
    const readings = await readAll(parts, connectionsNamed(parts, asked.connection), signal);
    return { connections: readings.map(reading => listOf(reading, asked)) };
  },
});

function listOf(reading: Reading, { search: words, state }: v.InferOutput<typeof input>): Data {
  const { now, more, problem } = reading;
  const fitting = reading.credentials.filter(
    credential =>
      (words === undefined || matches(credential, words)) &&
      (state === undefined || stateAt(credential, now, warnDays()) === state),
  );
  const { rows, leftOut } = bounded(
    fitting.map(credential => rowOf(credential, now, warnDays())),
    MOST_ROWS,
    "Ask for one connection, with a search or a state.",
  );
  return {
    connection: connectionData(reading.connection),
    count: fitting.length,
    credentials: untrusted(originOf(reading.connection.baseUrl), rows),
    leftOut,
    incomplete: more ? "Not all that the server has is loaded here, so this may lack some." : undefined,
    problem,
  };
}
