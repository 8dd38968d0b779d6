import fc from "fast-check";
import * as v from "valibot";
import { describe, expect, test } from "vitest";
import { Action, credentialId } from "../../../extension/core/model.ts";
import { confidence } from "../../../extension/services/confidence/index.ts";
import { octane } from "../../../extension/services/octane/index.ts";
import { toCredential } from "../../../extension/services/octane/credential.ts";
import { twinOf } from "../../../extension/services/octane/twin.ts";
import { pages } from "../../../extension/services/octane/wire.ts";
import { pages as confidencePages } from "../../../extension/services/confidence/wire.ts";
import { failure } from "../core/failure.ts";
import { httpServer, json } from "../core/local-server.ts";
import { oddJson } from "../fuzz/json-like.ts";
import { PATIENCE_MS, tries } from "../../tries.ts";
import { afterSignIn, openAt, rowsOf } from "./services.ts";

/* One date that nobody can read must not hide all the rows that are right. */

const never = new AbortController().signal;
const MOMENT = "2026-11-22T12:00:00Z";
const ODD = [
  ["a word", "yesterday"],
  ["a number", 17],
  ["a list", []],
  ["a day that there is not", "2026-13-45T00:00:00Z"],
] as const;

describe.each(ODD)("%s as a date", (_, odd) => {
  test("leaves a list of Confidence as it is, and marks the row", async () => {
    const apiClients = [
      { name: "apiClients/a", displayName: "A", createTime: odd },
      { name: "apiClients/b", displayName: "B", createTime: MOMENT },
    ];
    const server = await httpServer((_, response) => json(response, { apiClients }));
    const [marked, right] = await rowsOf(openAt(confidence, server.url).session);
    expect(marked).toMatchObject({ label: "A", state: "active", remark: "a date can't be read" });
    expect(marked?.createdAt).toBeUndefined();
    expect(marked?.details.find(({ id }) => id === "createTime")?.value).toEqual({
      type: "text",
      text: "Unknown: what Confidence sent can't be read as a time.",
    });
    expect(right?.createdAt).toEqual(new Date(MOMENT));
    expect(right?.remark).toBeUndefined();
  });

  test("leaves a list of Octane as it is, and says no end where there may be one", async () => {
    const data = [
      { id: "1", name: "A", client_id: "a", expiration: odd },
      { id: "2", name: "B", client_id: "b", expiration: MOMENT },
    ];
    const server = await httpServer(afterSignIn((_, response) => json(response, { total_count: 2, data })));
    const [marked, right] = await rowsOf(openAt(octane, server.url).session);
    expect(marked).toMatchObject({ label: "A", state: "active", remark: "a date can't be read" });
    expect(marked?.expiresAt).toBeUndefined();
    expect(marked?.details.find(({ id }) => id === "expiration")?.value).toEqual({
      type: "text",
      text: "Unknown: what Octane sent can't be read as a time.",
    });
    expect(right?.expiresAt).toEqual(new Date(MOMENT));
  });
});

test(
  "whatever stands in place of a date, every row is there",
  () => {
    const odd = oddJson("seconds", "nanos");
    fc.assert(
      fc.property(odd, odd, (one, other) => {
        const keys = v
          .parse(pages.accessKeys, {
            data: [{ id: "1", expiration: one, creation_time: other }, { id: "2" }],
          })
          .data.map(key => toCredential(key, new Date(MOMENT)));
        expect(keys.map(({ id }) => id)).toEqual(["1", "2"]);
        const { items } = v.parse(confidencePages.apiClients, {
          apiClients: [{ name: "apiClients/a", createTime: one, updateTime: other }, { name: "apiClients/b" }],
        });
        expect(items.map(({ name }) => name)).toEqual(["apiClients/a", "apiClients/b"]);
      }),
      tries(500),
    );
  },
  PATIENCE_MS,
);

describe("an expiration of Octane's that can't be read", () => {
  const key = { id: "1", name: "A", client_id: "a", expiration: "soon" };

  test("stays as it is where another field is changed, and the form says so", async () => {
    const server = await httpServer(
      afterSignIn(({ path }, response) =>
        json(response, path.includes("/api_accesses/1") ? key : { total_count: 0, data: [] }),
      ),
    );
    const { session } = openAt(octane, server.url);
    const form = await session.form(Action.edit, credentialId("1"), never);
    expect(form.intro).toMatch("The expiration that Octane sent can't be read");
    await session.perform(Action.edit, credentialId("1"), { ...form.values, name: "B" }, never);
    const put = server.received.find(({ method }) => method === "PUT");
    expect(JSON.parse(put?.body ?? "")).toEqual({ name: "B" });
  });

  test("gives a twin an end all the same", () => {
    const [parsed] = v.parse(pages.accessKeys, { data: [key] }).data;
    if (parsed === undefined) throw new Error("no key");
    const { values, notes } = twinOf(parsed, new Date(MOMENT));
    expect(values["expiration"]).not.toBe("");
    expect(notes).toContainEqual(expect.stringMatching("for how long the old key was meant to live"));
  });
});

test("whether an API client was created can't be told by a date that can't be read", async () => {
  const server = await httpServer(({ method }, response) => {
    if (method === "POST") response.destroy();
    else json(response, { apiClients: [{ name: "apiClients/n", displayName: "N", createTime: "lately" }] });
  });
  const { session } = openAt(confidence, server.url);
  const error = await failure(session.perform(Action.create, undefined, { displayName: "N" }, never));
  expect(error).toMatchObject({ kind: "unavailable", outcomeUnknown: true });
  expect(error.message).toBe("No answer came, so it is not known whether the API client “N” was created.");
});
