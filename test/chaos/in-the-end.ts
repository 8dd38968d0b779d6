import * as v from "valibot";
import { truthOf } from "../faults/server-truth.ts";
import type { Hands } from "./hands/place.ts";
import type { Mock } from "./mock.ts";
import { credentialRows, refreshed, run, until } from "./window.ts";

const state = v.object({
  services: v.object({
    octane: v.object({
      accessKeys: v.array(
        v.object({
          id: v.string(),
          name: v.string(),
          clientId: v.string(),
          secretHash: v.string(),
          isValid: v.boolean(),
        }),
      ),
    }),
    confidence: v.object({
      apiClients: v.array(
        v.object({ name: v.string(), displayName: v.string(), clientId: v.string(), clientSecret: v.string() }),
      ),
    }),
  }),
});

/** Longer than anybody waits for a server that works on. */
const LATER_MS = 180_000;

export interface Issued {
  readonly issued: number;
  /** Here, or among what the person put away before they said that it was delivered; the server lets it in. */
  readonly had: number;
  /** Lost, and the person was told so by name. */
  readonly reported: number;
  readonly missing: readonly string[];
}

/** Remembers what is there now; later it tells what has become of every secret that was issued since. */
export async function issuedAndHad(h: Hands, mock: Mock): Promise<{ lost(): Promise<Issued> }> {
  const before = v.parse(state, await mock.state()).services;
  const truth = truthOf(mock);
  const known = new Set([
    ...before.octane.accessKeys.map(({ id, secretHash }) => `${id} ${secretHash}`),
    ...before.confidence.apiClients.map(({ name }) => name),
  ]);

  return {
    async lost() {
      await settleAll(h, mock);
      await refreshed(h, "C", "O");
      const { octane, confidence } = v.parse(state, await mock.state()).services;
      const candidates = [
        ...octane.accessKeys
          .filter(({ id, secretHash, isValid }) => isValid && !known.has(`${id} ${secretHash}`))
          .map(({ id, name, clientId }) => ({ connection: "O", id, name, clientId, accepts: truth.octaneAccepts })),
        ...confidence.apiClients
          .filter(({ name }) => !known.has(name))
          .map(({ name, displayName, clientId }) => ({
            connection: "C",
            id: name,
            name: displayName,
            clientId,
            accepts: truth.confidenceAccepts,
          })),
      ];
      let [had, reported] = [0, 0];
      const missing: string[] = [];
      for (const { connection, id, name, clientId, accepts } of candidates) {
        const row = (await credentialRows(h, connection)).find(({ credential }) => credential.id === id);
        h.clipboard = "";
        const from = h.told.length;
        if (row !== undefined) await run(h, "keyporter.copySecret", row);
        const isDelivered = h.told.slice(from).some(({ text }) => text.includes("was delivered to"));
        const kept = isDelivered ? [...h.putAway] : h.clipboard === "" ? [] : [h.clipboard];
        if (await isAnyOf(kept, secret => accepts(clientId, secret))) had += 1;
        else if (
          h.told.some(
            ({ text }) => text.includes(`“${name}”`) && /is gone: regenerate it|not give its secret/u.test(text),
          )
        )
          reported += 1;
        else missing.push(`${connection} ${id} “${name}”`);
      }
      h.clipboard = "";
      return { issued: candidates.length, had, reported, missing };
    },
  };
}

async function isAnyOf(values: readonly string[], isIt: (value: string) => Promise<boolean>): Promise<boolean> {
  for (const value of values) if (await isIt(value)) return true;
  return false;
}

/** Lets so much time pass that every server has done what it ever will, and asks until nothing is uncertain any more. */
export async function settleAll(h: Hands, mock: Mock): Promise<void> {
  h.clockAheadMs += LATER_MS;
  await mock.advance(LATER_MS);
  await until("that nothing is unconfirmed", async () => {
    const from = h.told.length;
    await run(h, "keyporter.settleUnconfirmed");
    return h.told.slice(from).some(({ text }) => text === "There are no unconfirmed secrets.");
  });
}

/** Where the rows differ from what the servers have. */
export async function agreement(
  h: Hands,
  mock: Mock,
  { confidence, octane, confluence }: Readonly<Record<"confidence" | "octane" | "confluence", string>>,
): Promise<readonly string[]> {
  await refreshed(h, confidence, octane, confluence);
  const { services } = v.parse(state, await mock.state());
  const told = async (id: string): Promise<readonly string[]> =>
    (await credentialRows(h, id)).map(({ credential: { id: own, label, state: how } }) =>
      `${own} ${label} ${how === "revoked" ? "revoked" : ""}`.trim(),
    );
  const differences = (what: string, ours: readonly string[], theirs: readonly string[]): readonly string[] => [
    ...ours.filter(each => !theirs.includes(each)).map(each => `${what}: only in the tree: ${each}`),
    ...theirs.filter(each => !ours.includes(each)).map(each => `${what}: only on the server: ${each}`),
  ];
  const admin = `Basic ${Buffer.from("admin@keyporter.example:demo-confluence-token").toString("base64")}`;
  const isOn = (await fetch(`${mock.url}/wiki/api/v2/admin-key`, { headers: { authorization: admin } })).ok;
  const [key] = await credentialRows(h, confluence);
  return [
    ...differences(
      "Confidence",
      await told(confidence),
      services.confidence.apiClients.map(({ name, displayName }) => `${name} ${displayName}`),
    ),
    ...differences(
      "Octane",
      await told(octane),
      services.octane.accessKeys.map(({ id, name, isValid }) => `${id} ${name} ${isValid ? "" : "revoked"}`.trim()),
    ),
    ...(isOn === (key?.credential.state === "on")
      ? []
      : [`Confluence: the key is ${isOn ? "on" : "off"} and the row says otherwise`]),
  ];
}
