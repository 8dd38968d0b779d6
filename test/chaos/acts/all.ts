import * as v from "valibot";
import { toDetails } from "../../../extension/webviews/details/messages.ts";
import type { CredentialNode } from "../../../extension/tree/node.ts";
import {
  connectionRow,
  credentialRow,
  credentialRows,
  isLoading,
  openedPage,
  run,
  troubleOf,
  until,
} from "../window.ts";
import type { Act, End, Ground } from "./act.ts";
import { fillIn } from "./forms.ts";
import { rotationStep } from "./rotation.ts";

type With = "confidence" | "octane" | "confluence";

const done: End = { type: "done" };
const nothing: End = { type: "nothing" };
/** Whatever was told since is looked up by whoever asked for the act. */
const told: End = { type: "told" };
const doneIf = (isSo: boolean): End => (isSo ? done : told);

const PATIENCE_MS = 150_000;

/** Everything that a person does here, the most frequent more than once. */
export const acts: readonly Act[] = [
  { name: "refresh everything", perform: refreshAll },
  ...each(["confidence", "octane", "confluence"], "refresh", refresh),
  ...each(["confidence", "octane"], "create", create),
  ...each(["confidence", "octane"], "create", create),
  ...each(["confidence", "octane"], "edit", edit),
  ...each(["confidence", "octane"], "show details", showDetails),
  ...each(["confidence", "octane"], "copy secret", copySecret),
  { name: "octane: regenerate", perform: ground => onOurs(ground, "octane", isActive, regenerate) },
  { name: "octane: regenerate", perform: ground => onOurs(ground, "octane", isActive, regenerate) },
  { name: "octane: revoke", perform: ground => onOurs(ground, "octane", isActive, revoke) },
  { name: "confidence: delete", perform: ground => onOurs(ground, "confidence", isActive, remove) },
  { name: "confluence: turn on", perform: ground => adminKey(ground, "off", "keyporter.turnOn") },
  { name: "confluence: renew", perform: ground => adminKey(ground, "on", "keyporter.renew") },
  { name: "confluence: turn off", perform: ground => adminKey(ground, "on", "keyporter.turnOff") },
  { name: "confluence: show details", perform: ground => showDetails(ground, "confluence") },
  ...each(["confidence", "octane"], "step of a rotation", rotationStep),
  ...each(["confidence", "octane"], "step of a rotation", rotationStep),
  { name: "settle what is unconfirmed", perform: settle },
];

function each(
  services: readonly With[],
  name: string,
  perform: (ground: Ground, service: With) => Promise<End>,
): Act[] {
  return services.map(service => ({ name: `${service}: ${name}`, perform: ground => perform(ground, service) }));
}

const isActive = ({ credential: { state } }: CredentialNode): boolean => state === "active" || state === "expiring";

/** One of the rows that were made here. */
export async function onOurs(
  ground: Ground,
  service: With,
  fits: (row: CredentialNode) => boolean,
  work: (ground: Ground, row: CredentialNode) => Promise<End>,
): Promise<End> {
  const { hands, connections, chance, isOurs } = ground;
  const rows = (await credentialRows(hands, connections[service])).filter(
    row => isOurs(row.credential.label) && fits(row),
  );
  const row = rows[chance(rows.length - 1)];
  return row === undefined ? nothing : work(ground, row);
}

async function refreshAll({ hands, connections }: Ground): Promise<End> {
  await run(hands, "keyporter.refresh");
  const troubles: string[] = [];
  for (const id of Object.values(connections)) {
    await until("the end of a refresh", async () => !(await isLoading(hands, id)), PATIENCE_MS);
    const trouble = await troubleOf(hands, id);
    if (trouble !== undefined) troubles.push(trouble);
  }
  return troubles.length === 0 ? done : { type: "told", text: troubles.join(" ") };
}

export async function refresh({ hands, connections }: Ground, service: With): Promise<End> {
  const id = connections[service];
  await run(hands, "keyporter.retry", await connectionRow(hands, id));
  await until("the end of a refresh", async () => !(await isLoading(hands, id)), PATIENCE_MS);
  const trouble = await troubleOf(hands, id);
  return trouble === undefined ? done : { type: "told", text: trouble };
}

export async function create({ hands, connections, newName }: Ground, service: With): Promise<End> {
  const name = newName();
  const before = [...hands.pages];
  await run(hands, "keyporter.create", await connectionRow(hands, connections[service]));
  const page = await openedPage(hands, "keyporter.form", before);
  const end = await fillIn(page, fields =>
    fields.some(({ key }) => key === "displayName") ? { displayName: name } : { name },
  );
  if (end.type !== "done") return end;
  return doneIf((await credentialRow(hands, connections[service], name)) !== undefined);
}

export async function edit(ground: Ground, service: With): Promise<End> {
  return onOurs(ground, service, isActive, async ({ hands, newName, connections }, row) => {
    const name = newName();
    const before = [...hands.pages];
    await run(hands, "keyporter.edit", row);
    const page = await openedPage(hands, "keyporter.form", before);
    const end = await fillIn(page, fields =>
      fields.some(({ key }) => key === "displayName") ? { displayName: name } : { name },
    );
    if (end.type !== "done") return end;
    return doneIf((await credentialRow(hands, connections[service], name)) !== undefined);
  });
}

export async function showDetails({ hands, connections, chance }: Ground, service: With): Promise<End> {
  const rows = await credentialRows(hands, connections[service]);
  const row = rows[chance(rows.length - 1)];
  if (row === undefined) return nothing;
  const before = [...hands.pages];
  await run(hands, "keyporter.showDetails", row);
  const page = await openedPage(hands, "keyporter.details", before);
  const shown = await until(
    "details, or why there are none",
    () => {
      const last = v.safeParse(toDetails, page.heard.at(-1));
      return last.success && last.output.type === "show" && !last.output.refreshing && last.output;
    },
    PATIENCE_MS,
  );
  return shown.problem === undefined ? done : { type: "told", text: shown.problem.message };
}

export async function copySecret(ground: Ground, service: With): Promise<End> {
  return onOurs(
    ground,
    service,
    () => true,
    async ({ hands }, row) => {
      hands.clipboard = "";
      await run(hands, "keyporter.copySecret", row);
      return doneIf(hands.clipboard !== "");
    },
  );
}

async function regenerate({ hands }: Ground, row: CredentialNode): Promise<End> {
  const from = hands.told.length;
  await run(hands, "keyporter.regenerate", row);
  return doneIf(
    // By the name that the server has: the row may be older, where a change could not be looked at.
    hands.told.slice(from).some(({ kind, text }) => kind === "information" && text.includes("new secret")),
  );
}

async function revoke({ hands, connections }: Ground, row: CredentialNode): Promise<End> {
  await run(hands, "keyporter.revoke", row);
  const now = (await credentialRows(hands, connections.octane)).find(each => each.credential.id === row.credential.id);
  return doneIf(now?.credential.state === "revoked");
}

async function remove({ hands, connections }: Ground, row: CredentialNode): Promise<End> {
  await run(hands, "keyporter.delete", row);
  const rows = await credentialRows(hands, connections.confidence);
  return doneIf(rows.every(each => each.credential.id !== row.credential.id));
}

async function adminKey({ hands, connections }: Ground, state: "on" | "off", command: string): Promise<End> {
  const [row] = await credentialRows(hands, connections.confluence);
  if (row?.credential.state !== state) return nothing;
  const from = hands.told.length;
  await run(hands, command, row);
  return doneIf(hands.told.slice(from).some(({ kind, text }) => kind === "status" && text.includes("admin key")));
}

async function settle({ hands }: Ground): Promise<End> {
  const from = hands.told.length;
  await run(hands, "keyporter.settleUnconfirmed");
  return doneIf(hands.told.length > from);
}
