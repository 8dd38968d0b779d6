import type { Parts } from "../parts.ts";
import { connectionOf, signInOf } from "./draft.ts";
import type { Verify } from "./sign-in-steps.ts";

/** Tries the draft's sign-in on its server. */
export const verifier =
  (parts: Parts): Verify =>
  async (draft, signal) => {
    if (draft.service === undefined) throw new Error("no service was chosen");
    const session = await parts.sessions.trial(connectionOf(draft, draft.service), signInOf(draft, draft.service));
    return session.verify(signal);
  };
