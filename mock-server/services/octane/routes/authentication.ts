import type { Request, Response } from "express";
import * as v from "valibot";
import { demandKey } from "../access.ts";
import { accountOf } from "../account.ts";
import { clearCookie, readCookie, sessionCookie, setCookie, userCookie } from "../cookies.ts";
import { badBody, notAuthenticated } from "../failures.ts";
import type { Desk, Route } from "../route.ts";
import { newSession, sessionOf, signOut } from "../session.ts";

/** A key may also stand where a user does: the SDKs know nothing else. */
const signInSchema = v.union([
  v.pipe(
    v.object({ client_id: v.string(), client_secret: v.string() }),
    v.transform(body => ({ name: body.client_id, secret: body.client_secret })),
  ),
  v.pipe(
    v.object({ user: v.string(), password: v.string() }),
    v.transform(body => ({ name: body.user, secret: body.password })),
  ),
]);

export const authenticationRoutes: readonly Route[] = [
  { method: "POST", path: "/authentication/sign_in", open: true, handle: signIn },
  { method: "POST", path: "/authentication/sign_out", open: true, writes: true, handle: leave },
];

function signIn({ state, clock, random, options }: Desk, request: Request, response: Response): void {
  const parsed = v.safeParse(signInSchema, request.body);
  if (!parsed.success) {
    throw badBody("Send a JSON object with user and password, or with client_id and client_secret.");
  }
  const { name, secret } = parsed.output;
  const account = accountOf(state, name, secret, clock.now());
  if (account === undefined) throw notAuthenticated();
  demandKey(account, options);
  setCookie(response, sessionCookie, newSession(state, account, random, clock.now()));
  setCookie(response, userCookie, encodeURIComponent(account.name));
}

function leave({ state, clock, options }: Desk, request: Request, response: Response): void {
  const session = sessionOf(state, readCookie(request, sessionCookie) ?? "", options, clock.now());
  if (session === undefined) throw notAuthenticated();
  signOut(state, session, options, clock.now());
  clearCookie(response, sessionCookie);
  clearCookie(response, userCookie);
}
