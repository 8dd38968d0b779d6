import type { Disposable } from "../core/disposable.ts";
import { Action, type ActionId, type ConnectionId, type Credential, type CredentialId } from "../core/model.ts";
import type { Outcome, Session } from "../services/service.ts";
import type { LeftOn } from "./left-on.ts";
import { sameEnd } from "./running.ts";

/** A closing window has 5 seconds in all: to ask whether it is still ours, and to turn it off. */
const ASK_MS = 1500;
const TURN_OFF_MS = 2200;

export interface TurnedOn extends Disposable {
  /** An action was done through this session. */
  note(
    ref: { readonly connectionId: ConnectionId; readonly action: ActionId },
    outcome: Outcome,
    session: Session,
  ): void;
  /** A row is known anew: what somebody else has renewed or turned off is no longer this window's. */
  compare(connectionId: ConnectionId, rows: readonly Credential[]): void;
  /** Turns off what this window turned on, in under 4 seconds, with nothing but the sessions that are held. */
  turnOffAll(): Promise<void>;
}

interface Mine {
  readonly credential: Credential;
  readonly session: Session;
  readonly forget: Promise<() => Promise<void>>;
}

/** Remembers what this window turned on. The session is held, because a closing window can't read the stored sign-in anymore. */
export function turnedOn(notes: LeftOn, log: (line: string) => void): TurnedOn {
  const mine = new Map<string, Mine>();
  const keyOf = (connectionId: ConnectionId, id: CredentialId): string => `${connectionId} ${id}`;

  const drop = (key: string): void => {
    const dropped = mine.get(key);
    mine.delete(key);
    dropped?.forget.then(forget => forget()).catch(() => log("could not remove the note of what was turned on"));
  };

  return {
    note({ connectionId, action }, { credential }, session) {
      if (credential === undefined) return;
      const key = keyOf(connectionId, credential.id);
      if (action === Action.turnOff) drop(key);
      if (action !== Action.turnOn && action !== Action.renew) return;
      if (credential.state !== "on" || credential.expiresAt === undefined) return;
      drop(key);
      const forget = notes
        .write({ connection: connectionId, credential: credential.id, endsAt: credential.expiresAt })
        .catch(() => {
          log("could not note what was turned on: after a crash nobody will offer to turn it off");
          return () => Promise.resolve();
        });
      mine.set(key, { credential, session, forget });
    },
    compare(connectionId, rows) {
      for (const row of rows) {
        const key = keyOf(connectionId, row.id);
        const before = mine.get(key)?.credential;
        if (before !== undefined && !(row.state === "on" && sameEnd(row.expiresAt, before.expiresAt))) drop(key);
      }
    },
    async turnOffAll() {
      await Promise.allSettled(
        [...mine].map(async ([key, { credential, session, forget }]) => {
          mine.delete(key);
          if (await isStillOurs(credential, session))
            await session.perform(Action.turnOff, credential.id, {}, AbortSignal.timeout(TURN_OFF_MS));
          await (
            await forget
          )();
        }),
      );
    },
    dispose() {
      mine.clear();
    },
  };
}

/** Somebody may have renewed it since the last look. Where the server does not say in time, it is taken for ours. */
async function isStillOurs(credential: Credential, session: Session): Promise<boolean> {
  try {
    const now = await session.get(credential.id, AbortSignal.timeout(ASK_MS));
    return now.state === "on" && sameEnd(now.expiresAt, credential.expiresAt);
  } catch {
    return true;
  }
}
