import { type Connection, environmentOf } from "../connections/connection.ts";
import type { Credential, CredentialState } from "../core/model.ts";
import { stateAt } from "./urgency.ts";

/** A credential as an inventory has it: everything that tells which it is, and nothing that lets anybody in. */
export interface InventoryRow {
  readonly connection: string;
  /** "Octane" */
  readonly service: string;
  readonly environment: Connection["environment"];
  readonly server: string;
  readonly kind: string;
  readonly label: string;
  readonly id: string;
  readonly clientId: string;
  readonly state: CredentialState;
  /** ISO texts; empty where there is no such date. */
  readonly created: string;
  readonly expires: string;
  readonly description: string;
}

/** A connection whose credentials are not in the inventory, and why. */
export interface Unread {
  readonly connection: string;
  readonly service: string;
  readonly environment: Connection["environment"];
  readonly server: string;
  readonly reason: string;
}

export interface Inventory {
  readonly at: Date;
  readonly rows: readonly InventoryRow[];
  readonly unread: readonly Unread[];
}

/** What is the same for all rows of one connection. */
export interface Origin {
  readonly connection: Connection;
  readonly service: string;
  readonly server: string;
}

/** The row of a credential. Field by field, so that nothing that a credential may carry one day gets out by itself. */
export function inventoryRow(origin: Origin, credential: Credential, now: Date, warnDays: number): InventoryRow {
  return {
    ...originOf(origin),
    kind: credential.kind,
    label: credential.label,
    id: credential.id,
    clientId: credential.clientId ?? "",
    state: stateAt(credential, now, warnDays),
    created: isoOf(credential.createdAt),
    expires: isoOf(credential.expiresAt),
    description: credential.description ?? "",
  };
}

/** What is said in place of a connection's rows. */
export const unreadRow = (origin: Origin, reason: string): Unread => ({ ...originOf(origin), reason });

const originOf = ({ connection, service, server }: Origin) => ({
  connection: connection.name,
  service,
  environment: environmentOf(connection),
  server,
});

const isoOf = (date: Date | undefined): string =>
  date === undefined || Number.isNaN(date.getTime()) ? "" : date.toISOString();
