import * as vscode from "vscode";
import type { Connection } from "../connections/connection.ts";
import type { ConnectionSettings } from "../connections/settings.ts";
import type { Disposable } from "../core/disposable.ts";
import type { ConnectionId, Credential } from "../core/model.ts";
import { serviceById } from "../services/catalog.ts";
import { allowedActions } from "../connections/allowed-actions.ts";
import { connectionRow } from "./connection-row.ts";
import { credentialRow } from "./credential-row.ts";
import type { Credentials } from "./credentials.ts";
import { type ConnectionNode, node, type Node, type Notice } from "./node.ts";
import { misfitRow, noticeRow } from "./notice-row.ts";

export interface CredentialsProvider extends vscode.TreeDataProvider<Node>, Disposable {
  /** The row of this connection is drawn again, with all below it. */
  redraw(ids: Iterable<ConnectionId>): void;
  redrawAll(): void;
}

/** Composes the tree from what the settings and the credential store know. It holds no data of its own. */
export function credentialsProvider(
  settings: ConnectionSettings,
  credentials: Credentials,
  hidesEnded: () => boolean,
): CredentialsProvider {
  const changed = new vscode.EventEmitter<Node | undefined>();
  // VS Code recognises a row to draw again by the object that it was given for it.
  let rows = new Map<ConnectionId, ConnectionNode>();

  const roots = (): readonly Node[] => {
    const { connections, misfits } = settings.all();
    rows = new Map(
      connections.map(connection => {
        const present = rows.get(connection.id);
        const same = present !== undefined && JSON.stringify(present.connection) === JSON.stringify(connection);
        return [connection.id, same ? present : node<ConnectionNode>({ type: "connection", connection })];
      }),
    );
    return [...rows.values(), ...misfits.map(misfit => node({ type: "misfit" as const, misfit }))];
  };

  return {
    onDidChangeTreeData: changed.event,
    getTreeItem(element) {
      switch (element.type) {
        case "connection": {
          const { id, service } = element.connection;
          const { status, all } = credentials.listing(id);
          const counts = { all: all.length, ended: all.filter(hasEnded).length };
          return connectionRow(element, {
            status,
            counts,
            query: credentials.query(id),
            info: serviceById(service)?.info,
          });
        }
        case "credential": {
          const { connection, credential } = element;
          const actions = allowedActions(serviceById(connection.service), connection, credential);
          return credentialRow(element, actions, new Date());
        }
        case "notice":
          return noticeRow(element, serviceById(element.connection.service)?.info);
        case "misfit":
          return misfitRow(element);
      }
    },
    getChildren(element) {
      if (element === undefined) return [...roots()];
      return element.type === "connection" ? childrenOf(element.connection, credentials, hidesEnded()) : [];
    },
    getParent: element =>
      "connection" in element && element.type !== "connection" ? rows.get(element.connection.id) : undefined,
    redraw(ids) {
      for (const id of ids) {
        const row = rows.get(id);
        if (row !== undefined) changed.fire(row);
      }
    },
    redrawAll: () => changed.fire(undefined),
    dispose: () => changed.dispose(),
  };
}

/** Starts loading what nobody has asked for yet, without waiting for it: rows come with later draws. */
function childrenOf(connection: Connection, credentials: Credentials, hidesEnded: boolean): Node[] {
  const listing = credentials.listing(connection.id);
  if (listing.status.type === "idle") void listing.refresh();
  const { status, rows: known } = listing;
  const rows = hidesEnded ? known.filter(credential => !hasEnded(credential)) : known;
  const searched = credentials.query(connection.id) || credentials.filter;
  const notice = (what: Notice): Node => node({ type: "notice", connection, notice: what });
  return [
    ...(status.type === "failed" ? [notice({ type: "failed", error: status.error, rowsAreOld: rows.length > 0 })] : []),
    ...rows.map(credential => node({ type: "credential" as const, connection, credential })),
    ...(rows.length === 0 && known.length > 0 ? [notice({ type: "all-hidden", count: known.length })] : []),
    ...(status.type === "loading" && known.length === 0 ? [notice({ type: "loading" })] : []),
    ...(status.type === "complete" && status.more ? [notice({ type: "more", loaded: rows.length })] : []),
    ...(status.type === "complete" && !status.more && known.length === 0
      ? [notice(searched === "" ? { type: "empty" } : { type: "nothing-matches", search: searched })]
      : []),
  ];
}

/** It lets nobody in any more, and only takes up room in a list of what does. */
const hasEnded = ({ state }: Credential): boolean => state === "revoked" || state === "expired";
