import * as vscode from "vscode";
import type { Disposable } from "../core/disposable.ts";
import type { ConnectionId } from "../core/model.ts";
import type { Connection } from "./connection.ts";
import { type ParsedConnections, parseConnections } from "./parse-connections.ts";

const SECTION = "keyporter";
const KEY = "connections";

export interface ConnectionSettings extends Disposable {
  all(): ParsedConnections;
  find(id: ConnectionId): Connection | undefined;
  save(connection: Connection): Promise<void>;
  remove(id: ConnectionId): Promise<void>;
  readonly onDidChange: vscode.Event<void>;
}

/** `keyporter.connections` in the user's settings. It has application scope, so no workspace can add or redirect one. */
export function connectionSettings(): ConnectionSettings {
  const changed = new vscode.EventEmitter<void>();
  const watching = vscode.workspace.onDidChangeConfiguration(event => {
    if (event.affectsConfiguration(`${SECTION}.${KEY}`)) changed.fire();
  });

  const write = (items: readonly unknown[]): Thenable<void> =>
    vscode.workspace.getConfiguration(SECTION).update(KEY, items, vscode.ConfigurationTarget.Global);

  return {
    all: () => parseConnections(raw()),
    find: id => parseConnections(raw()).connections.find(connection => connection.id === id),
    async save(connection) {
      const items = raw();
      const index = items.findIndex(item => idOf(item) === connection.id);
      await write(index === -1 ? [...items, connection] : items.with(index, connection));
    },
    async remove(id) {
      await write(raw().filter(item => idOf(item) !== id));
    },
    onDidChange: changed.event,
    dispose() {
      vscode.Disposable.from(watching, changed).dispose();
    },
  };
}

function raw(): readonly unknown[] {
  const value: unknown = vscode.workspace.getConfiguration(SECTION).get(KEY);
  return Array.isArray(value) ? value : [];
}

const idOf = (item: unknown): unknown =>
  typeof item === "object" && item !== null && "id" in item ? item.id : undefined;
