import * as vscode from "vscode";
import { allowedActions, canRotate } from "../connections/allowed-actions.ts";
import type { Connection } from "../connections/connection.ts";
import type { ConnectionSettings } from "../connections/settings.ts";
import type { Disposable } from "../core/disposable.ts";
import { Action, type ConnectionId, type Credential } from "../core/model.ts";
import { stateAt, urgencyOf } from "../expiry/urgency.ts";
import type { ExpiryWatch } from "../expiry/watch.ts";
import { serviceById } from "../services/catalog.ts";
import { groupsByUrgency } from "./by-urgency.ts";
import { connectionRow } from "./connection-row.ts";
import { credentialRow, credentialTooltip, passingWords } from "./credential-row.ts";
import type { Credentials } from "./credentials.ts";
import { firstRows } from "./first-rows.ts";
import { keptNodes } from "./kept-nodes.ts";
import { type ConnectionNode, node, type Node } from "./node.ts";
import { noticesOf } from "./notices.ts";
import { misfitRow, noticeRow } from "./notice-row.ts";
import { type Look, redraws, saidOf } from "./redraws.ts";
import { signInRow, urgencyRow } from "./urgency-row.ts";

export interface CredentialsProvider extends vscode.TreeDataProvider<Node>, Disposable {
  /** The rows of these connections are drawn again, with all below them, where there is something else to see. */
  redraw(ids: Iterable<ConnectionId>): void;
  redrawAll(): void;
  /** The row of a connection, as VS Code knows it. */
  rowOf(connection: Connection): ConnectionNode;
}

export interface ProviderParts {
  readonly settings: ConnectionSettings;
  readonly credentials: Credentials;
  /** The clocks of the servers, and what else ends. */
  readonly expiry: Pick<ExpiryWatch, "now" | "signInEndsAt">;
  warnDays(): number;
  hidesEnded(): boolean;
  groupsByUrgency(): boolean;
  /** Of this connection only the first rows were drawn: it wants to be drawn again soon. */
  drewInPart(id: ConnectionId): void;
}

/** Composes the tree from what the settings and the credential store know. It holds no data of its own. */
export function credentialsProvider(parts: ProviderParts): CredentialsProvider {
  const { settings, credentials, expiry } = parts;
  const changed = new vscode.EventEmitter<Node[] | undefined>();
  const kept = keptNodes();
  const first = firstRows();
  // VS Code recognises a row to draw again by the object that it was given for it.
  let rows: ReadonlyMap<ConnectionId, ConnectionNode> = new Map();

  const stateOf = (connection: Connection, credential: Credential) =>
    stateAt(credential, expiry.now(connection.id), parts.warnDays());
  /** It lets nobody in any more, and only takes up room in a list of what does. */
  const hasEnded = (connection: Connection, credential: Credential): boolean => {
    const state = stateOf(connection, credential);
    return state === "revoked" || state === "expired";
  };

  const roots = (): readonly Node[] => {
    const { connections, misfits } = settings.all();
    const inOrder = kept.below(
      "connections",
      connections.map(connection => node({ type: "connection" as const, connection })),
    );
    rows = new Map(inOrder.map(row => [row.connection.id, row]));
    const top = parts.groupsByUrgency() ? byUrgency(inOrder.map(({ connection }) => connection)) : inOrder;
    return kept.below("root", [...top, ...misfits.map(misfit => node({ type: "misfit" as const, misfit }))]);
  };

  /** Those of a list that a person wants to see. */
  const shownOf = (connection: Connection, known: readonly Credential[]): readonly Credential[] =>
    parts.hidesEnded() ? known.filter(credential => !hasEnded(connection, credential)) : known;

  const lookOf = (id: ConnectionId): Look | undefined => {
    const connection = rows.get(id)?.connection;
    if (connection === undefined) return undefined;
    const { status, all, rows: known } = credentials.listing(id);
    const now = expiry.now(id);
    const days = parts.warnDays();
    const ended = all.filter(credential => hasEnded(connection, credential)).length;
    return {
      isLoading: status.type === "loading",
      said: saidOf(status, all.length),
      words: JSON.stringify([
        connection,
        serviceById(connection.service)?.info.name,
        all.length,
        ended,
        searchedIn(connection),
      ]),
      rows: shownOf(connection, known),
      describe: credential =>
        passingWords(credential, stateAt(credential, now, days), urgencyOf(credential, now, days), now),
    };
  };
  const searchedIn = ({ id }: Connection): string => credentials.query(id) || credentials.filter;

  const drawing = redraws({
    lookOf,
    draw(ids) {
      // In one event: VS Code keeps a second one waiting.
      changed.fire(parts.groupsByUrgency() ? undefined : ids.flatMap(id => rows.get(id) ?? []));
    },
  });

  /** What to say and show of one connection. Starts loading what nobody has asked for yet, without waiting for it: rows come with later draws. */
  const contentOf = (connection: Connection) => {
    const listing = credentials.listing(connection.id);
    if (listing.status.type === "idle") void listing.refresh();
    const known = listing.rows;
    const shown = shownOf(connection, known);
    const counts = { known: known.length, shown: shown.length, searched: searchedIn(connection) };
    return { rows: shown, notices: noticesOf(listing.status, counts) };
  };

  const byConnection = (connection: Connection): readonly Node[] => {
    const content = contentOf(connection);
    const drawn = first.of(connection.id, content.rows);
    if (drawn.length < content.rows.length) {
      drawing.forget(connection.id);
      parts.drewInPart(connection.id);
    }
    const said = content.notices.map(notice => node({ type: "notice" as const, connection, notice }));
    return kept.below<Node>(connection.id, [
      ...said.filter(({ notice }) => notice.type === "failed"),
      ...drawn.map(credential => node({ type: "credential" as const, connection, credential })),
      ...said.filter(({ notice }) => notice.type !== "failed"),
    ]);
  };

  /** Failures stay on top, and what is not there yet below; that one of several has nothing to show is worth no row. */
  const byUrgency = (connections: readonly Connection[]): readonly Node[] => {
    const contents = connections.map(connection => ({ connection, ...contentOf(connection) }));
    const groups = groupsByUrgency(
      contents.map(({ connection, rows: shown }) => ({
        connection,
        rows: shown,
        signInEndsAt: expiry.signInEndsAt(connection.id),
        now: expiry.now(connection.id),
      })),
      parts.warnDays(),
    ).map(group => node({ ...group, rows: kept.below(group.urgency, group.rows) }));
    const said = contents.flatMap(({ connection, notices }) =>
      notices.map(notice => node({ type: "notice" as const, connection, notice, saysConnection: true })),
    );
    const wanted = said.filter(
      ({ notice }) => notice.type === "loading" || notice.type === "more" || groups.length === 0,
    );
    return [
      ...said.filter(({ notice }) => notice.type === "failed"),
      ...groups,
      ...wanted.filter(({ notice }) => notice.type !== "failed"),
    ];
  };

  return {
    onDidChangeTreeData: changed.event,
    getTreeItem(element) {
      switch (element.type) {
        case "connection": {
          const { connection } = element;
          const { status, all } = credentials.listing(connection.id);
          const ended = all.filter(credential => hasEnded(connection, credential)).length;
          const service = serviceById(connection.service);
          return connectionRow(element, {
            status,
            counts: { all: all.length, ended },
            query: credentials.query(connection.id),
            info: service?.info,
            creates: service?.actions.has(Action.create) === true,
          });
        }
        case "credential": {
          const { connection, credential } = element;
          const service = serviceById(connection.service);
          const now = expiry.now(connection.id);
          return credentialRow(element, {
            actions: allowedActions(service, connection, credential),
            canRotate: canRotate(service, connection, credential),
            state: stateOf(connection, credential),
            urgency: urgencyOf(credential, now, parts.warnDays()),
            now,
          });
        }
        case "notice":
          return noticeRow(element, serviceById(element.connection.service)?.info);
        case "misfit":
          return misfitRow(element);
        case "urgency":
          return urgencyRow(element, parts.warnDays());
        case "sign-in":
          return signInRow(element, expiry.now(element.connection.id));
      }
    },
    getChildren(element) {
      if (element === undefined) return [...roots()];
      if (element.type === "urgency") return [...element.rows];
      return element.type === "connection" ? [...byConnection(element.connection)] : [];
    },
    getParent: element =>
      "connection" in element && element.type !== "connection" && !parts.groupsByUrgency()
        ? rows.get(element.connection.id)
        : undefined,
    resolveTreeItem(item, element) {
      if (element.type !== "credential") return item;
      const { connection, credential } = element;
      item.tooltip = credentialTooltip(element, stateOf(connection, credential), expiry.now(connection.id));
      return item;
    },
    rowOf: connection => rows.get(connection.id) ?? node({ type: "connection", connection }),
    redraw: ids => drawing.ask(ids),
    redrawAll() {
      drawing.forget();
      changed.fire(undefined);
    },
    dispose() {
      drawing.dispose();
      changed.dispose();
    },
  };
}
