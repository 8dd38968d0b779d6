import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import { settleUnconfirmed } from "../../../extension/commands/settle.ts";
import { writeAhead } from "../../../extension/commands/write-ahead.ts";
import type { Connection } from "../../../extension/connections/connection.ts";
import type { StoredSignIn } from "../../../extension/connections/sign-ins.ts";
import { Action, connectionId, type Credential } from "../../../extension/core/model.ts";
import { look, type Looked } from "../../../extension/rotation/look.ts";
import type { RotationParts } from "../../../extension/rotation/parts.ts";
import { newPlan, type Plan } from "../../../extension/rotation/plan.ts";
import { planFiles } from "../../../extension/rotation/plan-files.ts";
import { type Standing, standingOf } from "../../../extension/rotation/steps.ts";
import { serviceById } from "../../../extension/services/catalog.ts";
import type { Session, SignIn } from "../../../extension/services/service.ts";
import { vaultKey } from "../../../extension/vault/key.ts";
import { vaultStore } from "../../../extension/vault/store.ts";
import type { Vault } from "../../../extension/vault/vault.ts";
import { type MockServer, startMockServer } from "../../../mock-server/mock.ts";
import { testHttp } from "../core/http-client.ts";
import { sure } from "./sure.ts";

export const signal = new AbortController().signal;
/** What a window that was killed waits for. */
export const forever = <Value>(): Promise<Value> => new Promise(() => undefined);

export interface Window {
  readonly parts: RotationParts;
  readonly session: Session;
  readonly vault: Vault;
  readonly connection: Connection;
  /** How things stand, as the page of the plan would say. */
  standing(plan: Plan): Promise<Looked & Standing>;
  settle(): Promise<void>;
  credential(label: string): Promise<Credential>;
  all(label: string): Promise<readonly Credential[]>;
  planOf(old: Credential): Plan;
}

export interface Scene {
  readonly mock: MockServer;
  /** A window of its own over the same disk; what another one was doing when it was killed it does not know. */
  readonly window: (changes?: Partial<RotationParts>) => Window;
  /** What the connection signs in with. */
  readonly stored: { signIn: SignIn };
  readonly folder: string;
}

/** A mock server, and a disk on which vault and plans are, until the test ends. */
export async function scene(serviceId: "confidence" | "octane", signIn?: SignIn): Promise<Scene> {
  const mock = await startMockServer({ seed: "demo" });
  const folder = mkdtempSync(join(tmpdir(), "keyporter-rotation-"));
  onTestFinished(async () => {
    await mock.stop();
    rmSync(folder, { recursive: true });
  });
  const service = sure(serviceById(serviceId));
  const demo = sure(service.info.demo);
  const stored = { signIn: signIn ?? demo.signIn };
  const key = vaultKey(randomBytes(32));
  const connection: Connection = {
    id: connectionId("c-1"),
    name: "Demo",
    service: serviceId,
    baseUrl: mock.url,
    environment: "test",
    readOnly: false,
    fields: { ...demo.fields },
  };
  const open = (who: SignIn): Session =>
    service.open({ connectionId: connection.id, baseUrl: mock.url, fields: connection.fields }, who, testHttp());

  const window: Scene["window"] = changes => {
    const session = open(stored.signIn);
    const store = vaultStore({
      folder: join(folder, "vault"),
      key: async () => ({ key, origin: "kept", isStored: true, settled: Promise.resolve() }),
      keep: () => "untilDelivered",
      notice: () => undefined,
    });
    const vault = { ...store } as Vault;
    const parts: RotationParts = {
      plans: planFiles(join(folder, "rotations"), () => undefined),
      connection: () => connection,
      session: async () => open(stored.signIn),
      trial: async (_connection, who) => open(who),
      perform: ({ action, id }, input, abort) =>
        writeAhead(vault, connection, abort, ahead => session.perform(action, id, input, abort, ahead)),
      secret: async (_connection, id) => sure((await vault.find(connection.id, id))?.secret),
      vault,
      signIns: {
        load: async (): Promise<StoredSignIn> => ({ type: "found", signIn: stored.signIn }),
        save: async (_connection, who) => {
          stored.signIn = who;
        },
      },
      ...changes,
    };
    const all = async (label: string): Promise<readonly Credential[]> => {
      const found: Credential[] = [];
      for await (const page of session.list({}, signal)) found.push(...page.filter(each => each.label === label));
      return found;
    };
    return {
      parts,
      session,
      vault,
      connection,
      async standing(plan) {
        const looked = await look(parts, plan, signal);
        const isKept = (await parts.plans.load(plan)) !== undefined;
        return { ...looked, ...standingOf(looked.plan, looked.seen, isKept) };
      },
      async settle() {
        await settleUnconfirmed(
          {
            settings: { find: () => connection },
            sessions: { of: async () => session },
            signIns: parts.signIns,
            vault,
            credentials: { listing: () => ({ put: () => undefined }) as never },
          },
          signal,
        );
      },
      all,
      credential: async label => sure((await all(label))[0]),
      planOf: old => newPlan(connection, old, Date.now()),
    };
  };
  return { mock, window, stored, folder };
}

export const endOf = (serviceId: "confidence" | "octane") =>
  serviceId === "confidence" ? Action.delete : Action.revoke;
