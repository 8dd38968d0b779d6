import * as l10n from "@vscode/l10n";
import * as vscode from "vscode";
import { ServiceError } from "../core/errors.ts";
import type { Http } from "../core/http.ts";
import type { Disposable } from "../core/disposable.ts";
import type { ConnectionId } from "../core/model.ts";
import { onDidChangeServices, serviceById } from "../services/catalog.ts";
import { extensionOf } from "../services/guest/extension-of.ts";
import type { Service, Session, SignIn } from "../services/service.ts";
import { MOCK_URL } from "./base-url.ts";
import { type Connection, sessionKey } from "./connection.ts";
import type { ConnectionSettings } from "./settings.ts";
import type { SignIns, StoredSignIn } from "./sign-ins.ts";

export interface Sessions extends Disposable {
  /** Where it leads now; starts the bundled mock server where that is it. */
  addressOf(connection: Connection): Promise<string>;
  /** The session of a saved connection, opened when first asked for. Throws a `ServiceError` where there is no sign-in for it. */
  of(connection: Connection): Promise<Session>;
  /** A session that is not kept: to try a sign-in before it is saved. */
  trial(connection: Connection, signIn: SignIn): Promise<Session>;
  /** The connection's address or sign-in is another one now: what came through the old session is out of date. */
  readonly onDidReset: vscode.Event<ConnectionId>;
}

export interface SessionParts {
  readonly settings: ConnectionSettings;
  readonly signIns: SignIns;
  readonly http: Http;
  /** For a server whose certificate is from the private authority in this file. */
  readonly privateHttp: (caFile: string) => Lease;
  /** Starts the bundled mock server where it does not run, and gives its address. */
  readonly mockUrl: () => Promise<string>;
}

/** What requests go through, and what is let go when the session ends. */
export interface Lease extends Disposable {
  readonly http: Http;
}

interface OpenSession {
  readonly baseUrl: string;
  readonly settingsKey: string;
  readonly lease: Lease;
  readonly session: Promise<Session>;
}

/** One session for each connection, opened lazily and dropped when its address or its sign-in changes. */
export function sessionStore({ settings, signIns, http, privateHttp, mockUrl }: SessionParts): Sessions {
  const open = new Map<ConnectionId, OpenSession>();
  const reset = new vscode.EventEmitter<ConnectionId>();

  const addressOf: Sessions["addressOf"] = async ({ baseUrl }) => (baseUrl === MOCK_URL ? mockUrl() : baseUrl);

  const openAt = (connection: Connection, baseUrl: string, signIn: SignIn, lease: Lease): Session =>
    serviceOf(connection).open({ connectionId: connection.id, baseUrl, fields: connection.fields }, signIn, lease.http);

  const shared: Lease = { http, dispose: () => undefined };
  const leaseFor = ({ caFile }: Connection, baseUrl: string): Lease =>
    caFile !== undefined && baseUrl.startsWith("https:") ? privateHttp(caFile) : shared;
  let latestTrial = shared;

  const close = (id: ConnectionId): void => {
    open.get(id)?.lease.dispose();
    open.delete(id);
  };
  const drop = (id: ConnectionId): void => {
    close(id);
    reset.fire(id);
  };

  const subscriptions = vscode.Disposable.from(
    reset,
    signIns.onDidChange(drop),
    onDidChangeServices(service => {
      for (const connection of settings.all().connections) if (connection.service === service) drop(connection.id);
    }),
    settings.onDidChange(() => {
      for (const [id, { settingsKey }] of open) {
        const connection = settings.find(id);
        if (connection === undefined || sessionKey(connection) !== settingsKey) drop(id);
      }
    }),
  );

  return {
    addressOf,
    async of(connection) {
      // The bundled mock server gets another port whenever it starts.
      const baseUrl = await addressOf(connection);
      const present = open.get(connection.id);
      if (present?.baseUrl === baseUrl && present.settingsKey === sessionKey(connection)) return present.session;
      close(connection.id);
      const lease = leaseFor(connection, baseUrl);
      const session = signIns
        .load(connection)
        .then(stored => openAt(connection, baseUrl, signInFrom(stored, connection), lease));
      open.set(connection.id, { baseUrl, settingsKey: sessionKey(connection), lease, session });
      // A failure is not kept: the next one to ask tries again.
      session.catch(() => {
        if (open.get(connection.id)?.session === session) close(connection.id);
      });
      return session;
    },
    async trial(connection, signIn) {
      const baseUrl = await addressOf(connection);
      // Nobody says when a trial is over, but there is one wizard at a time.
      latestTrial.dispose();
      latestTrial = leaseFor(connection, baseUrl);
      return openAt(connection, baseUrl, signIn, latestTrial);
    },
    onDidReset: reset.event,
    dispose() {
      subscriptions.dispose();
      latestTrial.dispose();
      for (const id of open.keys()) close(id);
    },
  };
}

/** Throws where the settings name a service that is not there: of an extension that is off, or of another version. */
export function serviceOf(connection: Pick<Connection, "service" | "name">): Service {
  const service = serviceById(connection.service);
  if (service !== undefined) return service;
  const extension = extensionOf(connection.service);
  if (extension !== undefined) {
    throw new ServiceError({
      kind: "invalid",
      message: l10n.t("“{0}” needs the extension {1}, which is not installed or not on.", connection.name, extension),
      hint: l10n.t("Nothing is lost: it works again when the extension is back."),
    });
  }
  throw new ServiceError({
    kind: "invalid",
    message: l10n.t(
      "The connection “{0}” is for the service “{1}”, which this version of Keyporter does not know.",
      connection.name,
      connection.service,
    ),
    hint: l10n.t("Correct it in the settings, or update Keyporter."),
  });
}

function signInFrom(stored: StoredSignIn, connection: Connection): SignIn {
  switch (stored.type) {
    case "found":
      return stored.signIn;
    case "missing":
      throw notSignedIn(l10n.t("You are not signed in to “{0}”.", connection.name));
    case "other-origin":
      throw notSignedIn(
        l10n.t(
          "The address of “{0}” has changed. The stored sign-in was for {1} and was not sent.",
          connection.name,
          stored.origin,
        ),
      );
    case "damaged":
      throw notSignedIn(l10n.t("The stored sign-in of “{0}” can't be read.", connection.name));
  }
}

const notSignedIn = (message: string): ServiceError =>
  new ServiceError({ kind: "unauthenticated", message, hint: l10n.t("Sign in again.") });
