import { truthOf } from "../../faults/server-truth.ts";
import type { End, Ground } from "../acts/act.ts";
import { groundFor } from "../acts/ground.ts";
import type { Hands, Told } from "../hands/place.ts";
import { type Mock, startMock, stopMocks } from "../mock.ts";
import { closePages, connect, credentialRow, hands, refreshed, run, saysNext } from "../window.ts";

/** The three services behind one mock server, with rows that are loaded. */
export async function threeServices(
  name: string,
): Promise<{ h: Hands; mock: Mock; ground: Ground & { readonly made: readonly string[] } }> {
  const h = await hands();
  const mock = await startMock();
  const connections = { confidence: `${name} C`, octane: `${name} O`, confluence: `${name} A` };
  await connect(h, [
    { id: connections.confidence, service: "confidence", url: mock.url },
    { id: connections.octane, service: "octane", url: mock.url },
    { id: connections.confluence, service: "confluence", url: mock.url },
  ]);
  await refreshed(h, ...Object.values(connections));
  return { h, mock, ground: groundFor(h, connections, name) };
}

/** Everything as on a good day again. */
export async function goodDay(): Promise<void> {
  const h = await hands();
  h.trouble.disk = undefined;
  h.trouble.keyring = undefined;
  h.clockAheadMs = 0;
  closePages(h);
  await connect(h, []);
  stopMocks();
}

/** What was said while something was done. */
export async function saidDuring(h: Hands, work: () => Promise<End | undefined>): Promise<readonly Told[]> {
  const from = h.told.length;
  const end = await work();
  const page: readonly Told[] =
    end?.type === "told" && end.text !== undefined ? [{ kind: "page", text: end.text, buttons: [] }] : [];
  closePages(h);
  return [...h.told.slice(from), ...page];
}

/** The failure among it, which has to say what to do next. */
export function clearFailure(told: readonly Told[], about: RegExp): Told {
  const failure = told.find(({ kind, text }) => ["error", "warning", "page"].includes(kind) && about.test(text));
  if (failure === undefined) throw new Error(`nobody said ${String(about)}; what was said: ${JSON.stringify(told)}`);
  if (!saysNext(failure)) throw new Error(`no next step: ${failure.text}`);
  return failure;
}

/** Copies the secret of a row; whether it signs in at the server. */
export async function secretSignsIn(
  h: Hands,
  mock: Pick<Mock, "url">,
  service: "octane" | "confidence",
  id: string,
  label: string,
): Promise<boolean> {
  const row = await credentialRow(h, id, label);
  const { clientId } = row?.credential ?? {};
  if (row === undefined || clientId === undefined) return false;
  h.clipboard = "";
  await run(h, "keyporter.copySecret", row);
  const truth = truthOf(mock);
  const secret = h.clipboard;
  h.clipboard = "";
  if (secret === "") return false;
  return service === "octane" ? truth.octaneAccepts(clientId, secret) : truth.confidenceAccepts(clientId, secret);
}
