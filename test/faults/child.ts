import * as v from "valibot";
import { appendFileSync } from "node:fs";
import { join } from "node:path";
import { actionRunner } from "../../extension/commands/actions.ts";
import { settleUnconfirmed } from "../../extension/commands/settle.ts";
import type { Connection } from "../../extension/connections/connection.ts";
import { describeError } from "../../extension/core/errors.ts";
import { createHttp } from "../../extension/core/http.ts";
import { Action, connectionId, credentialId } from "../../extension/core/model.ts";
import { Secret } from "../../extension/core/secret.ts";
import { serviceById } from "../../extension/services/catalog.ts";
import type { SignIn } from "../../extension/services/service.ts";
import { createVault, type Vault } from "../../extension/vault/vault.ts";
import { plan as planSchema, type Phase, REACHED, type Report } from "./plan.ts";
import { FLUSH_MS, lazyStorage } from "./stored.ts";

/* One window's life: it does what the plan says with the extension's own parts, and may be ended in the middle of it. */

process.once("message", (message: unknown) => {
  live(v.parse(planSchema, message)).then(
    report => process.send?.(report, () => process.exit(0)),
    (error: unknown) => {
      console.error(error);
      process.exit(1);
    },
  );
});

async function live(plan: v.InferOutput<typeof planSchema>): Promise<Report> {
  const { work } = plan;
  const startedAt = Date.now;
  Date.now = () => startedAt() + plan.laterMs;

  const abort = new AbortController();
  const reach = (phase: Phase): void => {
    appendFileSync(join(plan.folder, REACHED), `${phase}\n`);
    const { ending } = plan;
    if (ending?.phase !== phase) return;
    const end = (): void => {
      if (ending.how === "exit") process.exit(0);
      else if (ending.how === "cancel") abort.abort();
      else process.kill(process.pid, "SIGKILL");
    };
    if (ending.afterMs === 0) end();
    else setTimeout(end, ending.afterMs);
  };

  const vault = watched(
    createVault({
      folder: plan.folder,
      secrets: lazyStorage(join(plan.folder, "secrets.json")),
      state: { get: () => undefined, update: async () => undefined },
      log: { info: () => undefined, warn: () => undefined },
      settleMs: 2 * FLUSH_MS,
    }),
    reach,
  );
  const http = createHttp({
    fetch: async (input, init) => {
      const isTheRequest = init?.method !== "GET" && !/sign_in|oauth/u.test(new Request(input).url);
      if (!isTheRequest) return fetch(input, init);
      reach("request");
      if (plan.refused)
        throw new TypeError("fetch failed", { cause: Object.assign(new Error(), { code: "ECONNREFUSED" }) });
      const answer = await fetch(input, init);
      reach("answer");
      return answer;
    },
    log: () => undefined,
    timeoutMs: plan.timeoutMs,
    retryBaseMs: 1,
  });

  const signIns = new Map<string, SignIn>();
  const { signIn } = plan;
  if (signIn !== undefined) {
    const secrets = { clientSecret: new Secret(signIn.secret) };
    signIns.set("octane", { method: "key", values: { clientId: signIn.clientId }, secrets });
  }
  const settings = { find: (id: string) => connections.find(connection => connection.id === id) };
  const sessions = {
    of: async ({ id, service, fields }: Connection) => {
      const found = serviceById(service);
      const demo = found?.info.demo;
      if (found === undefined || demo === undefined) throw new Error(service);
      return found.open({ connectionId: id, baseUrl: plan.url, fields }, signIns.get(id) ?? demo.signIn, http);
    },
  };
  const saved = { save: async ({ id }: Connection, now: SignIn) => void signIns.set(id, now) };
  const credentials = {
    find: () => undefined,
    listing: () => ({ put: () => undefined, drop: () => undefined }),
  };
  const actions = actionRunner({ settings, sessions, signIns: saved, credentials, vault });

  const said: string[] = [];
  const act = async (): Promise<unknown> => {
    switch (work.type) {
      case "prepare":
        vault.prepare();
        return new Promise(resolve => setTimeout(resolve, 3 * FLUSH_MS));
      case "create-octane":
        return actions.perform(
          { connectionId: octane, action: Action.create },
          { name: work.name, secret: "", expiration: "", roles: [] },
          abort.signal,
        );
      case "regenerate-octane":
        return actions.perform(
          { connectionId: octane, action: Action.regenerate, id: credentialId(work.id) },
          {},
          abort.signal,
        );
      case "create-confidence":
        return actions.perform(
          { connectionId: confidence, action: Action.create },
          { displayName: work.name },
          abort.signal,
        );
      case "settle":
        for (const { settled } of await settleUnconfirmed(
          { settings, sessions, signIns: saved, vault, credentials },
          abort.signal,
        )) {
          said.push(`${settled.type}: ${settled.message}`);
        }
        return undefined;
    }
  };
  const failure = await act().then(() => undefined, describeError);
  return {
    ...(failure === undefined ? {} : { failure }),
    said,
    unconfirmed: work.type === "settle" ? (await vault.unconfirmed()).length : 0,
    kept: work.type === "settle" ? await keptBy(vault) : [],
  };
}

const octane = connectionId("octane");
const confidence = connectionId("confidence");
const common = { baseUrl: "https://keyporter.test", environment: "test", readOnly: false } as const;
const connections: readonly Connection[] = [
  { ...common, id: octane, name: "Octane", service: "octane", fields: { sharedSpace: "1001" } },
  { ...common, id: confidence, name: "Confidence", service: "confidence", fields: {} },
];

/** The same vault, with its moments told. */
const watched = (vault: Vault, reach: (phase: Phase) => void): Vault => ({
  ...vault,
  async begin(...args) {
    reach("begin");
    const entry = await vault.begin(...args);
    reach("begun");
    return entry;
  },
  async issued(...args) {
    reach("issuing");
    await vault.issued(...args);
    reach("issued");
  },
});

/** Every secret that a person could still copy. */
async function keptBy(vault: Vault): Promise<Report["kept"]> {
  const kept = [];
  for (const { connectionId, credentialId } of await vault.fingerprints()) {
    const { clientId, secret } = (await vault.find(connectionId, credentialId)) ?? {};
    if (clientId !== undefined && secret !== undefined) kept.push({ clientId, secret: secret.reveal() });
  }
  return kept;
}
