import * as vscode from "vscode";
import type { Disposable } from "../core/disposable.ts";
import { describeError } from "../core/errors.ts";
import { redact } from "../core/redact.ts";
import { changesWarnDays, warnDays } from "../expiry/warn-days.ts";
import { node } from "../tree/node.ts";
import type { Listing, ListingStatus } from "../tree/listing.ts";
import type { OverviewBackend, Reading } from "../webviews/overview/backend.ts";
import { knownOwners } from "./known-owners.ts";
import type { Parts } from "./parts.ts";
import { type Renewals, renewals, renewalsOf } from "./renewed-at.ts";
import { whereIs } from "./where.ts";

/** Gives the overview what the lists, the journal and the servers know, and does what its buttons say. */
export function overviewBackend(parts: Parts): OverviewBackend & Disposable {
  const { settings, sessions, view, activity, actions, log } = parts;
  const { credentials, expiry } = view;
  const changed = new vscode.EventEmitter<void>();
  const owners = knownOwners(sessions, () => changed.fire());
  let begun = false;
  let renewed: Renewals = new Map();

  const readJournal = (): void => {
    activity.journal.read().then(
      ({ entries }) => {
        renewed = renewals(entries);
        changed.fire();
      },
      (error: unknown) => log.warn(`overview: the activity journal can't be read: ${redact(describeError(error))}`),
    );
  };

  const subscriptions = vscode.Disposable.from(
    changed,
    owners,
    view.onDidChange(() => changed.fire()),
    view.onDidChangeExpiry(() => changed.fire()),
    settings.onDidChange(() => changed.fire()),
    sessions.onDidReset(id => {
      owners.forget(id);
      changed.fire();
    }),
    actions.onDidPerform(() => {
      if (begun) readJournal();
    }),
    vscode.workspace.onDidChangeConfiguration(event => {
      if (changesWarnDays(event)) changed.fire();
    }),
  );

  return {
    look: () =>
      settings.all().connections.map(connection => {
        const listing = credentials.listing(connection.id);
        // A failure is kept by the list, and shown from there.
        if (listing.allStatus.type === "idle") void listing.refresh();
        if (listing.allStatus.type === "complete") owners.learn(connection, listing.all);
        return {
          connection,
          credentials: listing.all,
          now: expiry.now(connection.id),
          owners: owners.of(connection.id),
          renewedAt: renewalsOf(renewed, connection.id),
          where: whereIs(connection),
          reading: readingOf(listing.allStatus),
        };
      }),
    begin() {
      begun = true;
      readJournal();
    },
    warnDays,
    async refresh() {
      await Promise.all(settings.all().connections.map(({ id }) => refreshAll(credentials.listing(id))));
    },
    retry: id => refreshAll(credentials.listing(id)),
    loadAll: id => credentials.listing(id).loadAll(),
    async signIn(id) {
      const connection = settings.find(id);
      if (connection === undefined) return;
      await vscode.commands.executeCommand("keyporter.signInAgain", node({ type: "connection", connection }));
    },
    async addConnection() {
      await vscode.commands.executeCommand("keyporter.addConnection");
    },
    openDetails: (connectionId, id) => parts.details.open({ connectionId, id }, { passing: true }),
    onDidChange: changed.event,
    dispose() {
      subscriptions.dispose();
    },
  };
}

/** What was counted to the last row is counted so again. */
async function refreshAll(listing: Pick<Listing, "allStatus" | "refresh" | "loadAll">): Promise<void> {
  const before = listing.allStatus;
  await listing.refresh();
  if (before.type === "complete" && !before.more && listing.allStatus.type === "complete") await listing.loadAll();
}

function readingOf(status: ListingStatus): Reading {
  switch (status.type) {
    case "idle":
      return { type: "waiting" };
    case "failed":
      return {
        type: "failed",
        message: describeError(status.error),
        signedOut: status.error.kind === "unauthenticated",
      };
    case "loading":
    case "complete":
      return status;
  }
}
