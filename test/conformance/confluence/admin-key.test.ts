import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { adminKey, startScene, v2 } from "./caller.ts";
import type { Scene } from "./caller.ts";

/* The three calls of the reference page "Admin Key", with every status it lists. */

const minute = 60_000;
const noKey = { errors: [{ status: 404, code: "NOT_FOUND", title: "Not Found", detail: null }] };
const adminId = "712020:5f0c1d7e-0a4b-4c59-9d54-1f6b2a7c0001";
const restricted = `${v2}/pages/131076`;

let scene: Scene;
beforeAll(async () => {
  scene = await startScene();
});
beforeEach(async () => {
  await scene.mock.reset();
  scene.mock.clock.freeze(true);
  scene.mock.clock.set(Date.parse("2026-11-22T10:00:00.250Z"));
});
afterAll(() => scene.mock.stop());

describe("GET", () => {
  it("is 404 while there is no key", async () => {
    const { status, body } = await scene.admin.key();
    expect([status, body]).toEqual([404, noKey]);
  });

  it("answers who has the key and until when", async () => {
    await scene.admin.turnOn({ durationInMinutes: 60 });
    const { status, body } = await scene.admin.key();
    expect([status, body]).toEqual([200, { accountId: adminId, expirationTime: "2026-11-22T11:00:00.250Z" }]);
  });
});

describe("POST", () => {
  it.each([
    ["no body", undefined, 10],
    ["an empty object", {}, 10],
    ["null", null, 10],
    ["0", { durationInMinutes: 0 }, 10],
    ["null minutes", { durationInMinutes: null }, 10],
    ["1", { durationInMinutes: 1 }, 1],
    ["30", { durationInMinutes: 30 }, 30],
    ["60", { durationInMinutes: 60 }, 60],
    ["60.0", '{"durationInMinutes":60.0}', 60],
    ["fields that are not known", { durationInMinutes: 5, reason: "x" }, 5],
  ])("with %s gives a key", async (_, sent, minutes) => {
    const { status, headers, body } = await scene.admin.turnOn(sent);
    const expirationTime = new Date(scene.mock.clock.now() + minutes * minute).toISOString();
    expect([status, body]).toEqual([200, { accountId: adminId, expirationTime }]);
    expect(headers.get("content-type")).toMatch(/^application\/json/);
    expect((await scene.admin.key()).body).toEqual(body);
  });

  it("needs no content type where there is no body, and may have one", async () => {
    expect((await scene.admin.send("POST", adminKey)).status).toBe(200);
    const headers = { "Content-Type": "application/json" };
    expect((await scene.admin.send("POST", adminKey, { headers })).status).toBe(200);
    expect((await scene.admin.send("POST", adminKey, { headers, body: "" })).status).toBe(200);
  });

  it.each([
    [61, "The value of 'durationInMinutes' has to be from 0 to 60."],
    [-1, "The value of 'durationInMinutes' has to be from 0 to 60."],
    [2 ** 31, "The value of 'durationInMinutes' has to be from 0 to 60."],
    [1.5, "Provided value {1.5} for 'durationInMinutes' is not the correct type. Expected type is Integer."],
    ["60", `Provided value {"60"} for 'durationInMinutes' is not the correct type. Expected type is Integer.`],
    ["", `Provided value {""} for 'durationInMinutes' is not the correct type. Expected type is Integer.`],
    [true, "Provided value {true} for 'durationInMinutes' is not the correct type. Expected type is Integer."],
    [[10], "Provided value {[10]} for 'durationInMinutes' is not the correct type. Expected type is Integer."],
    [{}, "Provided value {{}} for 'durationInMinutes' is not the correct type. Expected type is Integer."],
  ])("with %j minutes is 400, and a key that is there stays", async (durationInMinutes, title) => {
    const before = await scene.admin.turnOn({ durationInMinutes: 20 });
    const { status, body } = await scene.admin.turnOn({ durationInMinutes });
    expect([status, body]).toEqual([
      400,
      { errors: [{ status: 400, code: "INVALID_REQUEST_PARAMETER", title, detail: "" }] },
    ]);
    expect((await scene.admin.key()).body).toEqual(before.body);
  });

  it.each([
    ["a list", "[]"],
    ["a list with an object", '[{"durationInMinutes":10}]'],
    ["a text", '"10"'],
    ["a number", "10"],
    ["a truth value", "true"],
  ])("with %s as its body is 400", async (_, body) => {
    const answer = await scene.admin.turnOn(body);
    expect([answer.status, answer.body]).toMatchObject([400, { errors: [{ code: "INVALID_REQUEST_PARAMETER" }] }]);
  });

  it("with what is no JSON, or says that it is none, is refused in the same envelope", async () => {
    const broken = await scene.admin.turnOn('{"durationInMinutes":');
    expect([broken.status, broken.body]).toMatchObject([400, { errors: [{ status: 400, code: "BAD_REQUEST" }] }]);
    for (const type of ["text/plain", "application/x-www-form-urlencoded", "application/json; charset=latin1"]) {
      const other = await scene.admin.send("POST", adminKey, { body: "{}", headers: { "Content-Type": type } });
      expect([other.status, other.body]).toMatchObject([
        415,
        { errors: [{ status: 415, code: "UNSUPPORTED_MEDIA_TYPE" }] },
      ]);
    }
    expect((await scene.admin.key()).status).toBe(404);
  });

  it("over a key issues a new one, also a shorter one", async () => {
    await scene.admin.turnOn({ durationInMinutes: 60 });
    scene.mock.clock.advance(minute);
    const { body } = await scene.admin.turnOn({ durationInMinutes: 5 });
    expect(body["expirationTime"]).toBe("2026-11-22T10:06:00.250Z");
    expect((await scene.admin.key()).body).toEqual(body);
  });
});

describe("DELETE", () => {
  it("is 204 without a body, whether there was a key or not", async () => {
    await scene.admin.turnOn();
    for (let time = 0; time < 2; time += 1) {
      const { status, text } = await scene.admin.turnOff();
      expect([status, text]).toEqual([204, ""]);
      expect((await scene.admin.key()).status).toBe(404);
    }
  });
});

describe("the key", () => {
  it("ends on time by the server's clock, which is also that of the Date header", async () => {
    const { headers } = await scene.admin.turnOn({ durationInMinutes: 10 });
    expect(headers.get("date")).toBe("Sun, 22 Nov 2026 10:00:00 GMT");
    scene.mock.clock.advance(10 * minute - 1);
    expect((await scene.admin.key()).status).toBe(200);
    expect((await scene.admin.getWithKey(restricted)).status).toBe(200);
    scene.mock.clock.advance(1);
    const ended = await scene.admin.key();
    expect([ended.status, ended.headers.get("date")]).toEqual([404, "Sun, 22 Nov 2026 10:10:00 GMT"]);
    expect((await scene.admin.getWithKey(restricted)).status).toBe(404);
  });

  it("belongs to who called: another administrator has none, and keeps their own", async () => {
    await scene.admin.turnOn({ durationInMinutes: 10 });
    expect((await scene.admin2.key()).status).toBe(404);
    expect((await scene.admin2.getWithKey(restricted)).status).toBe(404);
    const { body } = await scene.admin2.turnOn({ durationInMinutes: 20 });
    await scene.admin.turnOff();
    expect((await scene.admin.key()).status).toBe(404);
    expect((await scene.admin2.key()).body).toEqual(body);
    expect(body["accountId"]).not.toBe(adminId);
  });

  it("is not for members: 404 for each call, whatever the body", async () => {
    for (const answer of [
      await scene.member.key(),
      await scene.member.turnOn({ durationInMinutes: 10 }),
      await scene.member.turnOn({ durationInMinutes: 61 }),
      await scene.member.turnOff(),
    ]) {
      expect([answer.status, answer.body]).toEqual([404, noKey]);
    }
    expect((await scene.member.getWithKey(restricted)).status).toBe(404);
  });

  it("needs the plan: 404 for each call on another one, and a key that was on shows nothing there", async () => {
    await scene.admin.turnOn();
    scene.mock.setOptions({ "confluence.plan": "standard" });
    for (const answer of [await scene.admin.key(), await scene.admin.turnOn(), await scene.admin.turnOff()]) {
      expect([answer.status, answer.body]).toEqual([404, noKey]);
    }
    expect((await scene.admin.getWithKey(restricted)).status).toBe(404);
  });

  it.each(["PUT", "PATCH"])("has no %s", async method => {
    const { status, body } = await scene.admin.send(method, adminKey, { body: {} });
    expect([status, body]).toMatchObject([405, { errors: [{ status: 405, code: "METHOD_NOT_ALLOWED" }] }]);
  });
});
