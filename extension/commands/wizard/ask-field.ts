import { describeError } from "../../core/errors.ts";
import { checkField, type Field } from "../../core/form.ts";
import { redact } from "../../core/redact.ts";
import type { Identity } from "../../services/service.ts";
import type { Draft } from "./draft.ts";
import { ask, type AskOptions } from "./quick-steps.ts";
import { back, type StepResult } from "./walk.ts";

/** Asks the server who signs in; throws where it refuses. */
export type Verify = (draft: Draft, signal: AbortSignal) => Promise<Identity>;

interface FieldQuestion extends Omit<AskOptions, "validate" | "password" | "check"> {
  readonly field: Field;
  /** The draft with the answer in it. */
  readonly take: (value: string) => Draft;
  /** Where the answer is tried on the server before it counts. */
  readonly verify: Verify | undefined;
}

/** One field of a connection or of its sign-in, typed. */
export async function askField({ field, take, verify, ...options }: FieldQuestion): Promise<StepResult<Draft>> {
  const isSecret = field.type === "secret";
  let identity: Identity | undefined;
  const typed = await ask({
    ...options,
    password: isSecret,
    validate: value => checkField(field, { [field.key]: value.trim() }),
    check:
      verify === undefined
        ? undefined
        : async (value, signal) => {
            try {
              identity = await verify(take(value), signal);
              return undefined;
            } catch (error) {
              return redact(describeError(error), isSecret ? [value] : []);
            }
          },
  });
  if (typed === undefined || typed === back) return typed;
  const next = take(typed);
  return identity === undefined ? next : { ...next, identity };
}
