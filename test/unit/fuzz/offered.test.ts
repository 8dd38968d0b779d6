import fc from "fast-check";
import { expect, test } from "vitest";
import { ServiceError } from "../../../extension/core/errors.ts";
import { actionId, connectionId, credentialId } from "../../../extension/core/model.ts";
import { Secret } from "../../../extension/core/secret.ts";
import { newPlan } from "../../../extension/rotation/plan.ts";
import { acts } from "../../../extension/rotation/steps.ts";
import { DetailsSession } from "../../../extension/webviews/details/session.ts";
import type { Show } from "../../../extension/webviews/overview/messages.ts";
import { OverviewSession } from "../../../extension/webviews/overview/session.ts";
import { ReportSession } from "../../../extension/webviews/report/session.ts";
import type { ToRotation } from "../../../extension/webviews/rotation/messages.ts";
import { RotationSession } from "../../../extension/webviews/rotation/session.ts";
import { connection, credential, inDays } from "../expiry/samples.ts";
import { PATIENCE_MS, slowTries } from "../../tries.ts";
import { oddText } from "./json-like.ts";

/* A page that was taken over says only what a page may say, and means what it was never offered: that does nothing. */

const where = {
  connection: "C",
  service: "S",
  environment: "test",
  environmentLabel: "Test",
  server: "s.example",
  readOnly: false,
} as const;
const ref = { connectionId: connectionId("c"), id: credentialId("key") };
const hooks = { misunderstood: () => undefined, failed: () => undefined };
const onDidChange = () => ({ dispose: () => undefined });
const never = { dispose: () => undefined };
const settled = (): Promise<void> => new Promise(setImmediate);
const wordOf = (...known: readonly string[]) => fc.oneof({ weight: 3, arbitrary: fc.constantFrom(...known) }, oddText);
const many = (message: fc.Arbitrary<unknown>) => fc.array(message, { minLength: 1, maxLength: 12 });
const ready = fc.constant({ type: "ready" });

const actions = ["delete", "regenerate", "constructor"];
const secretActions = ["forget", "copyAgain", "toString"];

test(
  "details: only actions and values that are on the page, and no action of what is gone",
  async () => {
    const posted = many(
      fc.oneof(
        ready,
        fc.record({ type: fc.constant("action"), action: wordOf(...actions) }),
        fc.record({ type: fc.constant("secretAction"), action: wordOf(...secretActions) }),
        fc.record({
          type: fc.constant("copy"),
          target: oddText,
          detail: wordOf("id", "pairs", "secret"),
          item: fc.nat(3),
        }),
      ),
    );
    const subset = (of: readonly string[]) => fc.subarray([...of]);
    await fc.assert(
      fc.asyncProperty(
        posted,
        subset(actions),
        subset(secretActions),
        fc.boolean(),
        async (messages, offered, onSecret, gone) => {
          const ran: string[] = [];
          const ranOnSecret: string[] = [];
          const copied: string[] = [];
          const shown = credential("key", {
            details: [
              { id: "id", label: "ID", value: { type: "code", text: "public-id" } },
              { id: "pairs", label: "Pairs", value: { type: "pairs", pairs: [{ key: "a", value: "b" }] } },
              { id: "secret", label: "Secret", value: { type: "secret" } },
            ],
          });
          const buttons = (ids: readonly string[]) =>
            ids.map(id => ({ id, title: id, icon: "trash", destructive: true }));
          const session = new DetailsSession(
            ref,
            {
              where: () => where,
              known: () => shown,
              get: () =>
                gone
                  ? Promise.reject(new ServiceError({ kind: "not-found", message: "Gone." }))
                  : Promise.resolve(shown),
              actions: () => buttons(offered),
              reveal: () => Promise.resolve(new Secret("s3cret-canary")),
              secretPlace: () => Promise.resolve({ note: "Here.", isThere: true, actions: buttons(onSecret) }),
              runOnSecret: async (_ref, action) => void ranOnSecret.push(action),
              copyText: async text => void copied.push(text),
              copySecret: () => Promise.resolve(),
              run: async (_ref, action) => void ran.push(action),
              onDidChange,
            },
            { visible: true, language: "en", post: () => undefined, setTitle: () => undefined },
            hooks,
            { reveal: false },
          );
          session.receive({ type: "ready" });
          await settled();
          for (const message of messages) session.receive(message);
          await settled();
          expect(ran.filter(action => gone || !offered.includes(action))).toEqual([]);
          expect(ranOnSecret.filter(action => !onSecret.includes(action))).toEqual([]);
          expect(copied.filter(text => !["public-id", "b"].includes(text))).toEqual([]);
          session.dispose();
        },
      ),
      slowTries(200),
    );
  },
  PATIENCE_MS,
);

test(
  "a report: only pages that were found, on its own server",
  async () => {
    const posted = many(
      fc.oneof(
        fc.constantFrom({ type: "ready" }, { type: "run" }, { type: "stop" }),
        fc.record({ type: fc.constant("open"), index: fc.oneof(fc.nat(4), fc.nat()) }),
      ),
    );
    await fc.assert(
      fc.asyncProperty(posted, fc.boolean(), async (messages, hasRead) => {
        const opened: string[] = [];
        const session = new ReportSession(
          { ...ref, action: actionId("showRevealed") },
          {
            where: () => where,
            heading: () => "Report",
            address: () => Promise.resolve("https://s.example"),
            async *read() {
              const urls = ["https://s.example/1", "https://evil.example/2", "command:evil", "https://a@s.example/3"];
              yield {
                type: "found",
                findings: urls.map((url, index) => ({ id: `${index}`, group: "Pages", label: "P", url })),
              };
              yield { type: "end", message: "Done.", complete: true };
            },
            copyText: () => Promise.resolve(),
            openPage: async ({ href }) => void opened.push(href),
            onDidChange,
            onDidReset: () => never,
          },
          { visible: true, post: () => undefined },
          hooks,
        );
        if (hasRead) session.run();
        await settled();
        for (const message of messages) session.receive(message);
        await settled();
        expect(opened.filter(href => href !== "https://s.example/1")).toEqual([]);
        session.dispose();
      }),
      slowTries(200),
    );
  },
  PATIENCE_MS,
);

test(
  "a rotation: only what one of its buttons does",
  async () => {
    const posted = many(
      fc.oneof(
        fc.constantFrom({ type: "ready" }, { type: "refresh" }, { type: "cancel" }),
        fc.record({ type: fc.constant("act"), act: wordOf(...acts) }),
      ),
    );
    const old = credential("key", { clientId: "key_a" });
    const plan = newPlan({ id: ref.connectionId, baseUrl: "https://s.example" }, old, 1);
    await fc.assert(
      fc.asyncProperty(posted, fc.boolean(), fc.boolean(), async (messages, isKept, canLook) => {
        const offered = new Set<string>();
        const done: string[] = [];
        const told = (message: ToRotation): void => {
          if (message.type !== "show") return;
          for (const { act } of [...message.steps, message].flatMap(({ buttons }) => buttons)) offered.add(act);
        };
        const session = new RotationSession(
          ref,
          {
            where: () => where,
            names: () => ({ service: "S", one: "key", end: "Revoke" }),
            label: () => "key",
            load: () => Promise.resolve({ plan, isKept }),
            look: () =>
              canLook
                ? Promise.resolve({
                    plan,
                    seen: {
                      old: { type: "there", credential: old },
                      signsIn: "other",
                      readOnly: false,
                    },
                  })
                : Promise.reject(new ServiceError({ kind: "unavailable", message: "Away." })),
            act: async act => {
              done.push(act);
              return "stay";
            },
            onDidChange,
          },
          { visible: true, language: "en", post: told, close: () => undefined },
          hooks,
        );
        session.receive({ type: "ready" });
        await settled();
        for (const message of messages) {
          session.receive(message);
          await settled();
        }
        expect(done.filter(act => !offered.has(act))).toEqual([]);
        session.dispose();
      }),
      slowTries(200),
    );
  },
  PATIENCE_MS,
);

test(
  "the overview: only rows that are listed and buttons that a connection has",
  async () => {
    const posted = many(
      fc.oneof(
        ready,
        fc.constantFrom({ type: "close" }, { type: "openFirst" }),
        fc.record({ type: fc.constant("details"), connection: wordOf("one", "two"), id: wordOf("near", "far") }),
        fc.record({
          type: fc.constant("connection"),
          connection: wordOf("one", "two", "three"),
          button: fc.constantFrom("retry", "signIn", "loadAll"),
        }),
      ),
    );
    const now = new Date();
    const known = { now, owners: new Map(), renewedAt: new Map(), where } as const;
    const ends = [
      credential("near", { expiresAt: inDays(3, now) }),
      credential("far", { expiresAt: inDays(300, now) }),
    ];
    await fc.assert(
      fc.asyncProperty(posted, fc.boolean(), fc.boolean(), async (messages, more, signedOut) => {
        const done: string[] = [];
        let shown: Show | undefined;
        const ask = (what: string) => async (id: string) => void done.push(`${what} ${id}`);
        const session = new OverviewSession(
          { unit: "month" },
          {
            look: () => [
              { ...known, connection: connection("one"), credentials: ends, reading: { type: "complete", more } },
              {
                ...known,
                connection: connection("two"),
                credentials: [],
                reading: { type: "failed", message: "No.", signedOut },
              },
            ],
            begin: () => undefined,
            warnDays: () => 14,
            refresh: () => Promise.resolve(),
            retry: ask("retry"),
            loadAll: ask("loadAll"),
            signIn: ask("signIn"),
            addConnection: () => Promise.resolve(),
            openDetails: (id, key) => void done.push(`details ${id} ${key}`),
            onDidChange,
          },
          {
            visible: true,
            language: "en",
            post: message => {
              if (message.type === "show") shown = message;
            },
          },
          hooks,
        );
        for (const message of messages) {
          const { connections = [], opened, charts = [] } = shown ?? {};
          const offered = [
            ...connections.flatMap(({ id, buttons }) => buttons.map(button => `${button.id} ${id}`)),
            ...(opened?.rows ?? []).map(row => `details ${row.connection} ${row.id}`),
          ];
          const index = charts[0]?.totals.findIndex(({ count }) => count > 0) ?? -1;
          const column = charts[0]?.columns[index]?.id ?? "";
          const isOpen = typeof message === "object" && message !== null && "type" in message;
          session.receive(
            isOpen && message.type === "openFirst" ? { type: "open", place: { chart: "ends", column } } : message,
          );
          await Promise.resolve();
          expect(done.filter(what => !offered.includes(what))).toEqual([]);
          done.length = 0;
        }
        session.dispose();
      }),
      slowTries(200),
    );
  },
  PATIENCE_MS,
);
