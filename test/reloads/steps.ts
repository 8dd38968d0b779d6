import assert from "node:assert/strict";
import type { Fault } from "keyporter/mock";
import { create, edit } from "../chaos/acts/all.ts";
import { groundFor } from "../chaos/acts/ground.ts";
import { secretSignsIn } from "../chaos/bad-days/common.ts";
import type { Hands } from "../chaos/hands/place.ts";
import { credentialRow, credentialRows, openedPage, refreshed, run, until } from "../chaos/window.ts";
import { truthOf } from "../faults/server-truth.ts";

export const connections = { confidence: "C", octane: "O", confluence: "A" } as const;

export interface Scene {
  readonly h: Hands;
  readonly url: string;
}

/** Something that a person begins and a reload of the window cuts off. */
export interface Step {
  readonly name: string;
  /** The request whose answer trickles: its work is done, and nobody hears of it. */
  readonly request: Pick<Fault, "method" | "path">;
  /** Until the request is sent; what comes after is the reload's. */
  begin(scene: Scene): Promise<unknown>;
  /** The server has done it. */
  isDone(scene: Scene): Promise<boolean>;
  /** In the new window: it is known what became of it. */
  check(scene: Scene): Promise<void>;
}

const OCTANE_KEYS = "/api/shared_spaces/1001/api_accesses";
const CLIENTS = "/v1/apiClients";
const ADMIN_KEY = "/wiki/api/v2/admin-key";

/** Ground whose next name is this one, and where this other one is the only one of ours. */
const named = (h: Hands, name: string, ours: string) => ({
  ...groundFor(h, connections, name),
  newName: () => name,
  isOurs: (label: string) => label === ours,
});

const has = async (h: Hands, id: string, label: string): Promise<boolean> => {
  await refreshed(h, id);
  return (await credentialRow(h, id, label)) !== undefined;
};

/** The new window finds out by itself what became of a secret, and says so. */
const isTold = (h: Hands, text: string): Promise<boolean> =>
  until(`that somebody says ${text}`, () => h.told.some(told => told.text.includes(text)), 60_000);

const keyIsOn = async (url: string): Promise<boolean> => {
  const authorization = `Basic ${Buffer.from("admin@keyporter.example:demo-confluence-token").toString("base64")}`;
  return (await fetch(`${url}${ADMIN_KEY}`, { headers: { authorization } })).ok;
};

const keyRow = async (h: Hands) => {
  await refreshed(h, connections.confluence);
  return (await credentialRows(h, connections.confluence))[0];
};

/** Each takes up what the one before has left. */
export const steps: readonly Step[] = [
  ...(["octane", "confidence"] as const).flatMap((service): readonly Step[] => {
    const id = connections[service];
    const path = service === "octane" ? OCTANE_KEYS : CLIENTS;
    const truth = ({ url }: Scene, name: string): Promise<readonly string[]> => truthOf({ url })[service](name);
    return [
      {
        name: `${service}: create`,
        request: { method: "POST", path },
        begin: ({ h }) => create(named(h, `made ${service}`, ""), service),
        isDone: async scene => (await truth(scene, `made ${service}`)).length === 1,
        async check(scene) {
          await isTold(scene.h, `“made ${service}” was created; its secret is here.`);
          assert.equal((await truth(scene, `made ${service}`)).length, 1);
          await refreshed(scene.h, id);
          assert.equal(await secretSignsIn(scene.h, scene, service, id, `made ${service}`), true);
        },
      },
      {
        name: `${service}: edit`,
        request: { method: service === "octane" ? "PUT" : "PATCH", path },
        begin: ({ h }) => edit(named(h, `renamed ${service}`, `made ${service}`), service),
        isDone: async scene => (await truth(scene, `renamed ${service}`)).length === 1,
        async check({ h }) {
          assert.equal(await has(h, id, `renamed ${service}`), true);
          assert.equal(await has(h, id, `made ${service}`), false);
        },
      },
    ];
  }),
  {
    name: "octane: regenerate",
    request: { method: "PUT", path: OCTANE_KEYS },
    begin: async ({ h }) => run(h, "keyporter.regenerate", await credentialRow(h, "O", "renamed octane")),
    isDone: async ({ h, url }) => !(await secretSignsIn(h, { url }, "octane", "O", "renamed octane")),
    async check({ h, url }) {
      await isTold(h, "“renamed octane” has its new secret");
      assert.equal(await secretSignsIn(h, { url }, "octane", "O", "renamed octane"), true);
    },
  },
  {
    name: "octane: step of a rotation, the new one is created",
    request: { method: "POST", path: OCTANE_KEYS },
    async begin({ h }) {
      const before = [...h.pages];
      await run(h, "keyporter.rotate", await credentialRow(h, "O", "renamed octane"));
      const page = await openedPage(h, "keyporter.rotation", before);
      await until("its button", () => JSON.stringify(page.heard.at(-1) ?? "").includes('"act":"create"'));
      page.say({ type: "act", act: "create" });
    },
    isDone: async ({ url }) => (await truthOf({ url }).octane("renamed octane")).length === 2,
    async check({ h, url }) {
      await isTold(h, "“renamed octane” was created; its secret is here.");
      assert.equal((await truthOf({ url }).octane("renamed octane")).length, 2);
      await refreshed(h, "O");
      const before = [...h.pages];
      await run(h, "keyporter.rotate", await credentialRow(h, "O", "renamed octane"));
      const page = await openedPage(h, "keyporter.rotation", before);
      await until("the plan with its new one", () =>
        /"act":"(markDelivered|saveToEnv)"/u.test(JSON.stringify(page.heard.at(-1) ?? "")),
      );
      page.close();
    },
  },
  {
    name: "octane: revoke",
    request: { method: "PUT", path: OCTANE_KEYS },
    begin: async ({ h }) => run(h, "keyporter.revoke", await credentialRow(h, "O", "jenkins-nightly")),
    isDone: ({ h }) => isRevoked(h),
    async check({ h }) {
      assert.equal(await isRevoked(h), true);
    },
  },
  {
    name: "confidence: delete",
    request: { method: "DELETE", path: CLIENTS },
    begin: async ({ h }) => run(h, "keyporter.delete", await credentialRow(h, "C", "renamed confidence")),
    isDone: async ({ url }) => (await truthOf({ url }).confidence("renamed confidence")).length === 0,
    async check({ h }) {
      assert.equal(await has(h, "C", "renamed confidence"), false);
    },
  },
  {
    name: "confluence: turn on",
    request: { method: "POST", path: ADMIN_KEY },
    begin: async ({ h }) => run(h, "keyporter.turnOn", await keyRow(h)),
    isDone: ({ url }) => keyIsOn(url),
    async check({ h, url }) {
      assert.equal((await keyRow(h))?.credential.state === "on", await keyIsOn(url));
    },
  },
  {
    name: "confluence: turn off",
    request: { method: "DELETE", path: ADMIN_KEY },
    async begin({ h }) {
      const row = await keyRow(h);
      if (row?.credential.state === "off") await run(h, "keyporter.turnOn", row);
      await run(h, "keyporter.turnOff", await keyRow(h));
    },
    isDone: async ({ url }) => !(await keyIsOn(url)),
    async check({ h, url }) {
      assert.equal(await keyIsOn(url), false);
      assert.equal((await keyRow(h))?.credential.state, "off");
    },
  },
];

/** One of the demo's keys that nobody signs in with. */
async function isRevoked(h: Hands): Promise<boolean> {
  await refreshed(h, "O");
  return (await credentialRows(h, "O")).some(
    ({ credential: { label, state } }) => label === "jenkins-nightly" && state === "revoked",
  );
}
