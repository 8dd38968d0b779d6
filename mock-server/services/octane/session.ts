import { timingSafeEqual } from "node:crypto";
import * as v from "valibot";
import type { Options } from "../../options.ts";
import type { Random } from "../../random.ts";
import { accountById, secretHashOf } from "./account.ts";
import type { Account } from "./account.ts";
import { hashOf } from "./credentials.ts";
import { SessionTimeout } from "./failures.ts";
import type { State } from "./state.ts";

const contentSchema = v.pipe(
  v.string(),
  v.parseJson(),
  v.object({
    session: v.string(),
    kind: v.picklist(["person", "key"]),
    id: v.string(),
    /** Tells which secret it was made with, so that a new secret ends the session. */
    secret: v.string(),
    started: v.number(),
    used: v.number(),
  }),
);

type Content = v.InferOutput<typeof contentSchema>;

/** A session that is under way. */
export interface Session {
  readonly account: Account;
  readonly content: Content;
}

/** The cookie's value for a session that begins now. */
export function newSession(state: State, account: Account, random: Random, now: number): string {
  const session = Buffer.from(random.bytes(12)).toString("base64url");
  const { kind, id } = account;
  return sealed(state, { session, kind, id, secret: secretMark(state, account), started: now, used: now });
}

/** The cookie's value for a session that goes on: it says when it was used last. */
export function renewed(state: State, { content }: Session, now: number): string {
  return sealed(state, { ...content, used: now });
}

/**
 * The session that a cookie stands for; undefined where there is none. Throws SessionTimeout where it ended by itself.
 * All of it is in the cookie: nothing has to be saved when a session is used, and a restart ends none.
 */
export function sessionOf(state: State, cookie: string, options: Options, now: number): Session | undefined {
  const content = unsealed(state, cookie);
  if (content === undefined) return undefined;
  if (now - content.started >= options["octane.sessionMinutes"] * 60_000) throw new SessionTimeout("global");
  if (now - content.used >= options["octane.idleMinutes"] * 60_000) throw new SessionTimeout("idle");
  if (state.signedOut.some(({ session }) => session === content.session)) return undefined;
  const account = accountById(state, content.kind, content.id, now);
  if (account === undefined || secretMark(state, account) !== content.secret) return undefined;
  return { account, content };
}

/** Ends a session before its time. What would have ended meanwhile need not be remembered any longer. */
export function signOut(state: State, { content }: Session, options: Options, now: number): void {
  const until = content.started + options["octane.sessionMinutes"] * 60_000;
  state.signedOut = [...state.signedOut.filter(entry => entry.until > now), { session: content.session, until }];
}

function secretMark(state: State, account: Account): string {
  return hashOf(state.signingKey, secretHashOf(account)).slice(0, 16);
}

function sealed(state: State, content: Content): string {
  const text = Buffer.from(JSON.stringify(content)).toString("base64url");
  return `${text}.${hashOf(state.signingKey, text)}`;
}

function unsealed(state: State, cookie: string): Content | undefined {
  const [text = "", signature = ""] = cookie.split(".");
  const [given, expected] = [Buffer.from(signature), Buffer.from(hashOf(state.signingKey, text))];
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) return undefined;
  const parsed = v.safeParse(contentSchema, Buffer.from(text, "base64url").toString("utf8"));
  return parsed.success ? parsed.output : undefined;
}
