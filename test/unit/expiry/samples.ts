import type { Connection } from "../../../extension/connections/connection.ts";
import { type Credential, connectionId, credentialId } from "../../../extension/core/model.ts";
import { DAY_MS } from "../../../extension/core/day.ts";

export const now = new Date("2026-11-22T12:00:00Z");
export const inDays = (days: number, from: Date = now): Date => new Date(from.getTime() + days * DAY_MS);

export const connection = (id: string, more: Partial<Connection> = {}): Connection => ({
  id: connectionId(id),
  name: `Space ${id}`,
  service: "octane",
  baseUrl: "https://octane.example",
  environment: "test",
  readOnly: false,
  fields: {},
  ...more,
});

export const credential = (name: string, more: Partial<Credential> = {}): Credential => ({
  id: credentialId(name),
  kind: "access key",
  label: name,
  state: "active",
  details: [],
  actions: [],
  ...more,
});
