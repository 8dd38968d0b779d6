import { type Connection, environmentOf } from "../connections/connection.ts";
import { clean } from "../core/clean-text.ts";
import { isCancelled, ServiceError } from "../core/errors.ts";
import type { ActionId, Credential, CredentialId } from "../core/model.ts";
import { redact } from "../core/redact.ts";
import type { Entry, Result } from "./entry.ts";

/** What was tried and what came of it, as whoever carries it out tells. */
export interface Attempted {
  readonly ref: { readonly action: ActionId; readonly id?: CredentialId };
  readonly connection: Connection;
  /** What the credential was called before. */
  readonly label?: string | undefined;
  readonly startedAt: Date;
  readonly credential?: Credential | undefined;
  readonly error?: unknown;
}

/** So much of a server's words is enough to know what was wrong. */
const LONGEST_MESSAGE = 500;

/** More than that of a name is no name, and not worth the search for secrets. */
const LONGEST_TEXT = 8000;

/** The line that the journal keeps of it. `title` is the action's own. */
export function entryOf(
  { ref, connection, label, startedAt, credential, error }: Attempted,
  title: string,
  now: Date,
): Entry {
  const id = credential?.id ?? ref.id;
  const name = credential?.label ?? label;
  const failure = error === undefined ? undefined : failureOf(error);
  return {
    version: 1,
    at: startedAt.toISOString(),
    action: ref.action,
    title: text(title.replace(/(\.{3}|…)$/u, "")),
    connection: { id: connection.id, name: text(connection.name), environment: environmentOf(connection) },
    ...(id === undefined && name === undefined
      ? {}
      : { credential: { ...(id !== undefined && { id }), ...(name !== undefined && { label: text(name) }) } }),
    result: resultOf(error),
    ...(failure !== undefined && { error: failure }),
    durationMs: Math.max(0, now.getTime() - startedAt.getTime()),
  };
}

function resultOf(error: unknown): Result {
  if (error === undefined) return "done";
  if (error instanceof ServiceError && error.outcomeUnknown) return "unknown";
  return isCancelled(error) ? "cancelled" : "failed";
}

const failureOf = (error: unknown): { kind: string; message: string } => ({
  kind: error instanceof ServiceError ? error.kind : error instanceof Error ? error.name : "error",
  message: text(error instanceof Error ? error.message : String(error)).slice(0, LONGEST_MESSAGE),
});

/** Names and messages come from servers, and a person can have put anything into a name. */
const text = (said: string): string => clean(redact(said.slice(0, LONGEST_TEXT)));
