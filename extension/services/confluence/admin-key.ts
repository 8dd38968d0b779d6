import * as l10n from "@vscode/l10n";
import { ServiceError } from "../../core/errors.ts";
import type { Client } from "./client.ts";
import { adminKey, type WireAdminKey } from "./wire.ts";

/** Where the admin key is; what is under it is the calling person's own. */
export const PATH = "/wiki/api/v2/admin-key";

/** What the service calls "up to a maximum of 60". */
export const LONGEST_MINUTES = 60;
export const DEFAULT_MINUTES = 10;

/** A key that was turned on just now ends this close to what was asked for. */
const TOLERANCE_MS = 60_000;

/**
 * The key that is on, or undefined. Confluence answers 404 for "none", and also for who is no admin and for a plan without admin keys.
 */
export async function currentKey(client: Client, signal: AbortSignal): Promise<WireAdminKey | undefined> {
  try {
    const key = await client.call({ method: "GET", path: PATH }, adminKey, signal);
    const over = key.expirationTime !== undefined && key.expirationTime <= client.serverTime();
    return over ? undefined : key;
  } catch (error) {
    if (error instanceof ServiceError && error.status === 404) return undefined;
    throw error;
  }
}

/**
 * `POST` with a duration in minutes; one that is on is issued anew with another end. Where no answer comes, the key itself tells
 * whether it was done.
 */
export async function turnOn(minutes: number, client: Client, signal: AbortSignal): Promise<WireAdminKey> {
  const asked = { method: "POST", path: PATH, body: { durationInMinutes: minutes } } as const;
  const expected = (): Date => new Date(client.serverTime().getTime() + minutes * 60_000);
  try {
    const key = await client.call(asked, adminKey, signal);
    return key.expirationTime === undefined ? { ...key, expirationTime: expected() } : key;
  } catch (error) {
    if (!(error instanceof ServiceError)) throw error;
    if (error.status === 404) throw notForYou(error);
    if (!error.outcomeUnknown) throw error;
    const key = await currentKey(client, AbortSignal.timeout(15_000)).catch(() => {
      throw nobodyKnows(error);
    });
    const off = Math.abs((key?.expirationTime?.getTime() ?? 0) - expected().getTime());
    if (key !== undefined && off <= TOLERANCE_MS) return key;
    throw error;
  }
}

/** `DELETE`; 204 also where there was none. */
export const turnOff = (client: Client, signal: AbortSignal): Promise<void> =>
  client.send({ method: "DELETE", path: PATH }, signal);

const notForYou = (cause: ServiceError): ServiceError =>
  new ServiceError({
    kind: "forbidden",
    service: "Confluence",
    status: cause.status,
    message: l10n.t("Confluence does not give an admin key here."),
    hint: l10n.t(
      "It needs the Premium or Enterprise plan, and your account has to be an organization admin or a site admin; Confluence does not say which of these is missing.",
    ),
    cause,
  });

const nobodyKnows = (cause: ServiceError): ServiceError =>
  new ServiceError({
    kind: cause.kind,
    message: l10n.t("No answer came, so it is not known whether the admin key was turned on."),
    hint: l10n.t("Refresh the connection; the row then shows how it is."),
    outcomeUnknown: true,
    cause,
  });
