import { ServiceError } from "../../core/errors.ts";
import type { Service, Session, SignIn } from "../../services/service.ts";
import type { Parts } from "../parts.ts";
import type { Choices } from "./connection-field-steps.ts";
import { connectionOf, type Draft, signInOf } from "./draft.ts";
import type { Verify } from "./ask-field.ts";

export interface Trial {
  readonly verify: Verify;
  readonly choices: Choices;
}

/**
 * Tries a draft on its server.
 * @param signInFor with what; by default with what the draft holds
 */
export function trialOf(parts: Parts, signInFor: (draft: Draft, service: Service) => SignIn = signInOf): Trial {
  const open = (draft: Draft, service: Service): Promise<Session> =>
    parts.sessions.trial(connectionOf(draft, service), signInFor(draft, service));

  return {
    async verify(draft, signal) {
      if (draft.service === undefined) throw new Error("no service was chosen");
      const session = await open(draft, draft.service);
      const unanswered = draft.service.info.connectionFields.find(({ key }) => (draft.fields[key] ?? "") === "");
      if (unanswered === undefined || session.choices === undefined) return session.verify(signal);
      // Who one is there can't be asked yet, but whether the sign-in is accepted can.
      await session.choices(unanswered.key, signal).catch(ifOnlyNotListed);
      return { label: Object.values(signInFor(draft, draft.service).values)[0] ?? "", missing: [] };
    },
    async choices(draft, field, signal) {
      if (draft.service === undefined) return [];
      const session = await open(draft, draft.service);
      return (await session.choices?.(field, signal)) ?? [];
    },
  };
}

/** Servers need not list what there is to choose from; then it is typed. */
function ifOnlyNotListed(error: unknown): void {
  const notListed = error instanceof ServiceError && ["forbidden", "not-found", "invalid"].includes(error.kind);
  if (!notListed) throw error;
}
