import * as v from "valibot";
import { cancellable } from "../../core/cancellable.ts";
import type { ServiceError } from "../../core/errors.ts";
import type { Secret } from "../../core/secret.ts";
import type { Ahead, Session } from "../service.ts";
import { answerSchemas, intentSchema } from "./answers.ts";
import { failureOf, oddAnswer } from "./failure.ts";
import { keptSecrets } from "./kept-secrets.ts";
import { leaveBehind } from "./leave-behind.ts";
import { secret } from "./shapes.ts";

const step = v.object({ done: v.optional(v.boolean()), value: v.optional(v.unknown()) });
const withSecret = v.object({ issued: v.object({ secret }) });

type Method = (...given: readonly unknown[]) => unknown;

/** What a session of another extension is let in with. */
export interface Guest {
  /** What the extension opened. */
  readonly offered: object;
  readonly service: string;
  readonly secrets: readonly Secret[];
}

/**
 * A session of another extension, with its answers held against the contract, its errors in words, and the secrets that it knows taken
 * out of every text.
 */
export function guestSession({ offered, service, secrets }: Guest): Session {
  const kept = keptSecrets(secrets);
  const { hide } = kept;
  const answers = answerSchemas(hide);

  const failed = (thrown: unknown, wasChanging = false): ServiceError =>
    failureOf(thrown, { service, hide, wasChanging });

  const methodOf = (name: keyof Session): Method | undefined => {
    const found: unknown = Reflect.get(offered, name);
    return typeof found === "function" ? (...given) => Reflect.apply(found, offered, given) as unknown : undefined;
  };
  const needed = (name: keyof Session): Method =>
    methodOf(name) ??
    (() => {
      throw oddAnswer(service, name, false);
    });

  const parsed = <Schema extends v.GenericSchema>(
    schema: Schema,
    answer: unknown,
    method: string,
    wasChanging = false,
  ): v.InferOutput<Schema> => {
    const result = v.safeParse(schema, answer);
    if (result.success) return result.output;
    const path = v.getDotPath(result.issues[0]);
    throw oddAnswer(service, path === null ? method : `${method}: ${path}`, wasChanging);
  };

  /** Calls it and waits, also where it throws before it promises anything. */
  const called = async (method: Method, ...given: readonly unknown[]): Promise<unknown> => await method(...given);

  /** For what changes nothing: left behind as soon as the person cancels. */
  const ask = async <Schema extends v.GenericSchema>(
    name: keyof Session,
    schema: Schema,
    signal: AbortSignal,
    ...given: readonly unknown[]
  ): Promise<v.InferOutput<Schema>> => {
    const answer = await cancellable(called(needed(name), ...given), signal).catch((error: unknown) => {
      throw failed(error);
    });
    return parsed(schema, answer, name);
  };

  async function* each<Schema extends v.GenericSchema>(
    name: keyof Session,
    schema: Schema,
    signal: AbortSignal,
    ...given: readonly unknown[]
  ): AsyncGenerator<v.InferOutput<Schema>> {
    let pages: AsyncIterator<unknown> | undefined;
    try {
      pages = iteratorOf(needed(name)(...given));
      if (pages === undefined) throw oddAnswer(service, name, false);
      for (;;) {
        const { done, value } = parsed(
          step,
          await cancellable(
            called(() => pages?.next()),
            signal,
          ),
          name,
        );
        if (done === true) return;
        yield parsed(schema, value, name);
      }
    } catch (error) {
      throw failed(error);
    } finally {
      // Whoever stops reading does not wait for the other side to notice.
      called(() => pages?.return?.()).catch(() => undefined);
    }
  }

  /** The vault knows before the server does; a note that can't be kept must not be followed by the request. */
  const checked =
    (ahead: Ahead) =>
    async (told: unknown): Promise<void> => {
      const intent = parsed(intentSchema, told, "perform: ahead");
      if (intent.secret !== undefined) kept.add(intent.secret);
      await ahead(intent);
    };

  /** Before any text of the same answer is read. */
  const keepSecretOf = (answer: unknown): void => {
    const { success, output } = v.safeParse(withSecret, answer);
    if (success) kept.add(output.issued.secret);
  };

  const now = methodOf("now");

  return {
    verify: signal => ask("verify", answers.identity, signal, signal),
    list: (query, signal) => each("list", answers.page, signal, query, signal),
    get: (id, signal) => ask("get", answers.credential, signal, id, signal),
    form: (action, id, signal) => ask("form", answers.form, signal, action, id, signal),
    impact: (action, credentials, signal, input) =>
      ask("impact", answers.impact, signal, action, credentials, signal, input),

    async perform(action, id, input, signal, ahead) {
      const work = called(needed("perform"), action, id, input, signal, ahead && checked(ahead));
      const answer = await leaveBehind(work, signal).catch((error: unknown) => {
        throw failed(error, ahead !== undefined);
      });
      keepSecretOf(answer);
      return parsed(answers.outcome, answer, "perform", ahead !== undefined);
    },

    ...(methodOf("choices") === undefined
      ? {}
      : { choices: (field, signal) => ask("choices", answers.options, signal, field, signal) }),
    ...(methodOf("settle") === undefined
      ? {}
      : {
          async settle(intent, signal) {
            if (intent.secret !== undefined) kept.add(intent.secret);
            const answer = await ask("settle", v.unknown(), signal, intent, signal);
            keepSecretOf(answer);
            return parsed(answers.settled, answer, "settle");
          },
        }),
    ...(methodOf("twin") === undefined ? {} : { twin: (id, signal) => ask("twin", answers.twin, signal, id, signal) }),
    ...(methodOf("lacks") === undefined
      ? {}
      : { lacks: (old, twin, signal) => ask("lacks", answers.lacks, signal, old, twin, signal) }),
    ...(methodOf("report") === undefined
      ? {}
      : { report: (action, id, signal) => each("report", answers.reportPart, signal, action, id, signal) }),
    ...(methodOf("owners") === undefined
      ? {}
      : { owners: (names, signal) => ask("owners", answers.owners, signal, names, signal) }),
    ...(now === undefined ? {} : { now: () => dateFrom(now) ?? new Date() }),
    get signInEndsAt() {
      return dateFrom(() => Reflect.get(offered, "signInEndsAt"));
    },
  };
}

function iteratorOf(pages: unknown): AsyncIterator<unknown> | undefined {
  if (typeof pages !== "object" || pages === null || !(Symbol.asyncIterator in pages)) return undefined;
  const begin: unknown = pages[Symbol.asyncIterator];
  return typeof begin === "function" ? (Reflect.apply(begin, pages, []) as AsyncIterator<unknown>) : undefined;
}

function dateFrom(ask: () => unknown): Date | undefined {
  try {
    const { success, output } = v.safeParse(v.date(), ask());
    return success ? output : undefined;
  } catch {
    return undefined;
  }
}
