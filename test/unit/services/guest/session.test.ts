import { describe, expect, test } from "vitest";
import { ServiceError } from "../../../../extension/core/errors.ts";
import { Action, credentialId } from "../../../../extension/core/model.ts";
import { Secret } from "../../../../extension/core/secret.ts";
import { failureOf } from "../../../../extension/services/guest/failure.ts";
import { guestService } from "../../../../extension/services/guest/guest.ts";
import { leaveBehind } from "../../../../extension/services/guest/leave-behind.ts";
import type { Intent } from "../../../../extension/services/service.ts";
import { failure } from "../../core/failure.ts";
import { actions, info, key, sessionWith, signal, SIGN_IN_SECRET } from "./sample.ts";

const id = credentialId("k-1");

async function all<Value>(pages: AsyncIterable<readonly Value[]>): Promise<readonly Value[]> {
  const found: Value[] = [];
  for await (const page of pages) found.push(...page);
  return found;
}

describe("answers of another extension", () => {
  test("come through as they are", async () => {
    const session = sessionWith({
      get: async () => key,
      async *list() {
        yield [key];
        yield [];
        yield [{ ...key, id: "k-2" }];
      },
    });
    expect(await session.get(id, signal)).toEqual(key);
    expect(await all(session.list({}, signal))).toEqual([key, { ...key, id: "k-2" }]);
  });

  test("lose what the contract does not have, above all a secret in a credential", async () => {
    const session = sessionWith({ get: async () => ({ ...key, secret: "oh no", remark: undefined }) });
    expect(await session.get(id, signal)).toEqual(key);
  });

  test.each([
    ["no credential", undefined, "get"],
    ["an unknown state", { ...key, state: "fine" }, "get: state"],
    ["an end that is no date", { ...key, expiresAt: "2027-01-31" }, "get: expiresAt"],
    [
      "a detail of a kind of its own",
      { ...key, details: [{ ...key.details[0], value: { type: "html" } }] },
      "get: details.0.value.type",
    ],
  ])("that are wrong are an error that says where: %s", async (_what, answer, where) => {
    const error = await failure(sessionWith({ get: async () => answer }).get(id, signal));
    expect(error).toMatchObject({ kind: "protocol", service: "Acme", outcomeUnknown: false });
    expect(error.message).toBe(
      `The extension that brings Acme failed: its answer is not what was agreed (at ${where}).`,
    );
  });

  test("whose list has no pages are an error, too", async () => {
    for (const list of [() => [key], () => undefined, async () => [key], () => ({ [Symbol.asyncIterator]: 1 })]) {
      const error = await failure(all(sessionWith({ list }).list({}, signal)));
      expect(error).toMatchObject({ kind: "protocol", service: "Acme" });
    }
  });

  test("optional methods are there where the extension has them", () => {
    expect(Object.keys(sessionWith({}))).not.toEqual(expect.arrayContaining(["settle", "twin", "report", "choices"]));
    expect(Object.keys(sessionWith({ settle: () => undefined }))).toContain("settle");
  });

  test("who owns a credential comes through where the extension tells it, and nothing else of them", async () => {
    expect(Object.keys(sessionWith({}))).not.toContain("owners");
    const session = sessionWith({
      get: async () => ({ ...key, owner: "u-1" }),
      owners: async (names: readonly string[]) =>
        names.map(name => ({ id: name, type: "person", label: "Ada", password: "oh no" })),
    });
    expect((await session.get(id, signal)).owner).toBe("u-1");
    expect(await session.owners?.(["u-1"], signal)).toEqual([{ id: "u-1", type: "person", label: "Ada" }]);
    const error = await failure(
      sessionWith({ owners: async () => [{ id: "u-1", type: "robot" }] }).owners?.(["u-1"], signal) ??
        Promise.resolve(),
    );
    expect(error).toMatchObject({ kind: "protocol", service: "Acme" });
  });

  test("a clock that is none counts as this machine's", () => {
    const before = Date.now();
    const broken = [
      () => "now",
      () => new Date("?"),
      () => {
        throw new Error("no clock");
      },
    ];
    for (const now of broken) expect(sessionWith({ now }).now?.().getTime()).toBeGreaterThanOrEqual(before);
    expect(sessionWith({ signInEndsAt: "soon" }).signInEndsAt).toBeUndefined();
  });
});

describe("errors of another extension", () => {
  test("that tell what went wrong are told in its words", async () => {
    const facts = { kind: "forbidden", hint: "Wait.", status: 403, field: "name", odd: 1 };
    const thrown = Object.assign(new Error("Only on Mondays."), facts);
    const error = await failure(
      sessionWith({
        get: () => {
          throw thrown;
        },
      }).get(id, signal),
    );
    expect(error).toMatchObject({
      kind: "forbidden",
      message: "Only on Mondays.",
      hint: "Wait.",
      status: 403,
      service: "Acme",
    });
    expect(error).toBeInstanceOf(ServiceError);
  });

  test("of any other kind become a sentence", async () => {
    const blame = { service: "Acme", hide: (text: string) => text, wasChanging: false };
    const thrown = new TypeError("x is not a function");
    const rejected = await failure(sessionWith({ get: () => Promise.reject(thrown) }).get(id, signal));
    for (const error of [rejected, failureOf("x is not a function", blame)]) {
      expect(error.message).toBe("The extension that brings Acme failed: x is not a function.");
      expect(error.hint).toContain("tell whoever makes that extension");
    }
  });

  test("never show the secrets that went through the session", async () => {
    const issued = "issued-in-this-session";
    const session = sessionWith({
      verify: async () => {
        throw new Error(`Bad token ${SIGN_IN_SECRET}`);
      },
      perform: async () => ({
        message: `It is ${issued}`,
        copy: issued,
        issued: { credential: { ...key, label: issued }, secret: { reveal: () => issued } },
      }),
      get: async () => ({
        ...key,
        details: [{ id: "a", label: "a", value: { type: "text", text: `${SIGN_IN_SECRET} ${issued}` } }],
      }),
    });
    expect((await failure(session.verify(signal))).message).toContain("Bad token [redacted]");
    const outcome = await session.perform(Action.create, undefined, {}, signal, async () => undefined);
    expect(outcome.issued?.secret.reveal()).toBe(issued);
    const seen = JSON.stringify([outcome, await session.get(id, signal)]);
    expect(seen).toContain("[redacted]");
    expect(seen).not.toContain(issued);
    expect(seen).not.toContain(SIGN_IN_SECRET);
  });

  test("in its other functions are in words as well", () => {
    const open = () => ({});
    const complete = (): string => {
      throw new Error("no address");
    };
    const ownServer = { label: "Own", description: "", prompt: "Which?", placeholder: "", complete };
    const service = guestService({ info: { ...info, ownServer, curl: () => 5 }, actions, open });
    expect(() => service.info.ownServer?.complete("x")).toThrow("The extension that brings Acme failed: no address.");
    const target = { connectionId: "c" as never, baseUrl: "", fields: {} };
    expect(() => service.info.curl?.(target, "x")).toThrow("its answer is not what was agreed");
  });
});

describe("a change that another extension makes", () => {
  test("is in the vault before it is asked for", async () => {
    const told: Intent[] = [];
    const session = sessionWith({
      async perform(
        _action: unknown,
        _id: unknown,
        _input: unknown,
        _signal: unknown,
        ahead: (intent: unknown) => Promise<void>,
      ) {
        await ahead({
          action: "create",
          label: "Nightly",
          secret: { reveal: () => "made-on-this-side" },
          facts: { constructor: "kept" },
        });
        return { message: "Created.", credential: key };
      },
    });
    await session.perform(Action.create, undefined, {}, signal, async intent => void told.push(intent));
    expect(told).toMatchObject([{ action: "create", label: "Nightly", facts: { constructor: "kept" } }]);
    expect(told[0]?.secret).toBeInstanceOf(Secret);
  });

  test("is not begun where the vault could not take the note", async () => {
    const sent: string[] = [];
    const session = sessionWith({
      async perform(
        _action: unknown,
        _id: unknown,
        _input: unknown,
        _signal: unknown,
        ahead: (intent: unknown) => Promise<void>,
      ) {
        await ahead({ label: "no action, no facts" });
        sent.push("request");
      },
    });
    const error = await failure(session.perform(Action.create, undefined, {}, signal, async () => undefined));
    expect(error.message).toContain("perform: ahead: action");
    expect(sent).toEqual([]);
  });

  test("counts as unknown where it fails without saying so, and as the error says where it does", async () => {
    const failing = (error: Error) => sessionWith({ perform: () => Promise.reject(error) });
    const perform = (error: Error) =>
      failure(failing(error).perform(Action.create, undefined, {}, signal, async () => undefined));
    expect((await perform(new Error("socket hang up"))).outcomeUnknown).toBe(true);
    expect((await perform(new ServiceError({ kind: "invalid", message: "No." }))).outcomeUnknown).toBe(false);
    const odd = sessionWith({ perform: async () => "done" }).perform(
      Action.create,
      undefined,
      {},
      signal,
      async () => undefined,
    );
    expect((await failure(odd)).outcomeUnknown).toBe(true);
  });

  test("that goes on after a cancel is left behind after a while", async () => {
    const error = await failure(leaveBehind(new Promise(() => undefined), AbortSignal.abort(), 1));
    expect(error).toMatchObject({ kind: "cancelled", outcomeUnknown: true });
    expect(await leaveBehind(Promise.resolve("looked up"), AbortSignal.abort(), 1000)).toBe("looked up");
  });
});

test("what another extension reads without an end is left at the person's cancel", async () => {
  const stop = new AbortController();
  let closed = false;
  const pages = {
    next: () => new Promise(() => undefined),
    return: async () => {
      closed = true;
    },
  };
  const reading = all(sessionWith({ list: () => ({ [Symbol.asyncIterator]: () => pages }) }).list({}, stop.signal));
  stop.abort();
  expect(await failure(reading)).toMatchObject({ kind: "cancelled" });
  expect(closed).toBe(true);
});
