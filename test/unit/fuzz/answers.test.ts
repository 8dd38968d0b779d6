import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { describeError, ServiceError } from "../../../extension/core/errors.ts";
import type { Http } from "../../../extension/core/http.ts";
import { Action, connectionId } from "../../../extension/core/model.ts";
import { relativeTime } from "../../../extension/core/relative-time.ts";
import type { Service, SignIn } from "../../../extension/services/service.ts";
import { services } from "../../../extension/services/catalog.ts";
import { sentCredential } from "../../../extension/webviews/details/present.ts";
import { damaged, oddJson } from "./json-like.ts";
import { PATIENCE_MS, tries } from "../../tries.ts";

/*
 * JSON of the three services, right but for some of it, or nothing like it: a row that can be shown, or an error in words. Never anything
 * else that is thrown, and never a wait without an end.
 */

const moment = "2026-11-22T12:00:00Z";
const rights: Readonly<Record<string, unknown>> = {
  confidence: {
    accessToken: "t",
    expiresIn: "3600",
    name: "apiClients/a",
    displayName: "A",
    description: "d",
    clientId: "id",
    createTime: moment,
    updateTime: { seconds: "1700000000" },
    creator: "users/u",
    identity: "identities/i",
    labels: [{ a: "b" }],
    roles: ["roles/r"],
    permissions: ["p"],
    apiClients: [{ name: "apiClients/b", displayName: "B", labels: { constructor: "kept" } }],
    users: [{ name: "users/u", fullName: "Ada" }],
    policies: [{ name: "policies/p", roles: ["roles/r"], identities: ["identities/i"] }],
    nextPageToken: "",
  },
  octane: {
    id: "1",
    name: "K",
    client_id: "k",
    expiration: moment,
    creation_time: moment,
    total_count: 2,
    data: [
      {
        id: 1,
        name: "K",
        client_id: "k",
        is_valid: true,
        expiration: moment,
        workspace_roles: { data: [{ id: "1", role: { id: "2", name: "r" }, workspace: { id: "3", name: "w" } }] },
      },
    ],
  },
  confluence: {
    accountId: "a",
    displayName: "Ada",
    email: "ada@example.com",
    expirationTime: moment,
    edition: "PREMIUM",
    operations: [{ operation: "administer", targetType: "application" }],
    results: [{ id: 1, title: "t", _links: { webui: "/x" } }],
    _links: { next: "/wiki/api/v2/pages?cursor=c" },
  },
};

const errors = fc.constantFrom<unknown>(
  { code: 3, message: "no", details: [{ fieldViolations: [{ field: "display_name" }] }] },
  { error: { message: "no" } },
  { error_code: "platform.x", description: "no", properties: { field_name: "name", position: 3 } },
  { errors: [{ error_code: "x", description_translated: "no" }] },
  { errors: [{ status: 400, code: "X", title: "no", detail: "d" }] },
);

const signal = new AbortController().signal;

function sessionOf(service: Service, signIn: SignIn, answers: readonly { status: number; text: string }[]) {
  let count = 0;
  const http: Http = {
    send: () => {
      if (++count > 200) throw new Error("it asks without an end");
      const answer = answers[count % answers.length];
      const headers = new Headers({ "set-cookie": "LWSSO_COOKIE_KEY=a", "date": moment });
      return Promise.resolve({ status: answer?.status ?? 200, text: answer?.text ?? "", headers, sensitive: () => [] });
    },
  };
  return service.open(
    { connectionId: connectionId("c"), baseUrl: "https://x.test", fields: { sharedSpace: "1001" } },
    signIn,
    http,
  );
}

const inWords = (error: unknown): void => {
  if (!(error instanceof ServiceError)) throw new Error(`not told in words: ${String(error)}`, { cause: error });
  expect(describeError(error)).not.toBe("");
};

const mocked = services().flatMap(service => {
  const { name, demo } = service.info;
  return demo === undefined ? [] : [{ name, demo, service }];
});

describe.each(mocked)("$name", ({ demo, service }) => {
  const right = rights[service.info.id];
  const body = fc
    .oneof(
      fc.constant(right),
      damaged(right),
      damaged(right),
      oddJson(...Object.keys(right as object)),
      errors.chain(damaged),
    )
    .map(json => JSON.stringify(json));
  const answer = fc.record({
    status: fc.constantFrom(200, 200, 200, 200, 201, 204, 400, 401, 403, 404, 409, 429, 500, 299, 418),
    text: fc.oneof(
      { weight: 8, arbitrary: body },
      { weight: 1, arbitrary: fc.string() },
      { weight: 1, arbitrary: body.map(text => text.slice(0, text.length / 2)) },
    ),
  });

  test(
    "whatever is answered is shown, or told in words",
    async () => {
      let rows = 0;
      await fc.assert(
        fc.asyncProperty(fc.array(answer, { minLength: 1, maxLength: 4 }), async answers => {
          const open = () => sessionOf(service, demo.signIn, answers);
          const shown = async () => {
            for await (const page of open().list({}, signal)) {
              for (const credential of page) {
                rows++;
                JSON.stringify(sentCredential(credential, [], { language: "en", now: new Date(moment) }));
                if (credential.expiresAt !== undefined) relativeTime(credential.expiresAt, new Date(moment), "de");
              }
              if (rows > 5000) break;
            }
          };
          await shown().catch(inWords);
          await open().verify(signal).catch(inWords);
          await open()
            .form(service.actions.has(Action.create) ? Action.create : Action.turnOn, undefined, signal)
            .catch(inWords);
        }),
        {
          ...tries(300),
          // Found in the first ten thousand: the same page for ever, of a list that says it has as many rows as there are milliseconds.
          examples: [[[{ status: 200, text: JSON.stringify({ ...Object(right), total_count: 8.64e15 }) }]]],
        },
      );
      // Answers that are all refused would prove little.
      expect(rows).toBeGreaterThan(10);
    },
    PATIENCE_MS,
  );
});
