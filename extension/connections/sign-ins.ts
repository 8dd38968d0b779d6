import * as l10n from "@vscode/l10n";
import * as v from "valibot";
import type * as vscode from "vscode";
import { ServiceError } from "../core/errors.ts";
import { type ConnectionId, connectionId } from "../core/model.ts";
import { Secret } from "../core/secret.ts";
import type { SignIn } from "../services/service.ts";
import { originOf } from "./base-url.ts";
import type { Connection } from "./connection.ts";

const texts = v.record(v.string(), v.string());

/** What SecretStorage holds for a connection. The version is for whoever changes this. */
const envelope = v.object({
  version: v.literal(1),
  /** Where it was typed for; it is sent nowhere else. */
  origin: v.string(),
  method: v.string(),
  values: texts,
  secrets: texts,
});

const PREFIX = "sign-in:";
const keyOf = (id: ConnectionId): string => `${PREFIX}${id}`;

export type StoredSignIn =
  | { readonly type: "found"; readonly signIn: SignIn }
  | { readonly type: "missing" }
  /** There is one, but for another server: the connection's address was changed since. */
  | { readonly type: "other-origin"; readonly origin: string }
  | { readonly type: "damaged" };

export interface SignIns {
  load(connection: Connection): Promise<StoredSignIn>;
  save(connection: Connection, signIn: SignIn): Promise<void>;
  remove(id: ConnectionId): Promise<void>;
  /** Also when another window of this person changes one. */
  readonly onDidChange: (listener: (id: ConnectionId) => void) => vscode.Disposable;
}

/** The credentials that connections sign in with, in VS Code's SecretStorage. */
export function signInStore(storage: vscode.SecretStorage): SignIns {
  return {
    async load(connection) {
      const stored = await inStorage(connection, () => storage.get(keyOf(connection.id)));
      if (stored === undefined) return { type: "missing" };
      const parsed = v.safeParse(v.pipe(v.string(), v.parseJson(), envelope), stored);
      if (!parsed.success) return { type: "damaged" };
      const { origin, method, values, secrets } = parsed.output;
      if (origin !== originOf(connection.baseUrl)) return { type: "other-origin", origin };
      const hidden = Object.fromEntries(Object.entries(secrets).map(([key, value]) => [key, new Secret(value)]));
      return { type: "found", signIn: { method, values, secrets: hidden } };
    },
    async save(connection, { method, values, secrets }) {
      const shown = Object.fromEntries(Object.entries(secrets).map(([key, secret]) => [key, secret.reveal()]));
      const content: v.InferOutput<typeof envelope> = {
        version: 1,
        origin: originOf(connection.baseUrl),
        method,
        values: { ...values },
        secrets: shown,
      };
      await inStorage(connection, () => storage.store(keyOf(connection.id), JSON.stringify(content)));
    },
    async remove(id) {
      await storage.delete(keyOf(id));
    },
    onDidChange: listener =>
      storage.onDidChange(({ key }) => {
        if (key.startsWith(PREFIX)) listener(connectionId(key.slice(PREFIX.length)));
      }),
  };
}

/** A keyring that is locked, or that there is none, comes out of VS Code in words that tell nobody what to do. */
async function inStorage<Result>({ name }: Connection, work: () => Thenable<Result>): Promise<Result> {
  try {
    return await work();
  } catch (cause) {
    throw new ServiceError({
      kind: "unavailable",
      message: l10n.t("VS Code's secret storage refuses, and with it the sign-in of “{0}”.", name),
      hint: l10n.t("Unlock the system's keyring, and try again."),
      cause,
    });
  }
}
