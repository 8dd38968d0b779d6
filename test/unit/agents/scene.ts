import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import { answerOf } from "../../../extension/agents/use.ts";
import type { ToolParts } from "../../../extension/agents/parts.ts";
import type { Connection } from "../../../extension/connections/connection.ts";
import type { Sessions } from "../../../extension/connections/sessions.ts";
import type { ConnectionSettings } from "../../../extension/connections/settings.ts";
import { signInStore } from "../../../extension/connections/sign-ins.ts";
import { type ConnectionId, connectionId } from "../../../extension/core/model.ts";
import { planFiles } from "../../../extension/rotation/plan-files.ts";
import { serviceById } from "../../../extension/services/catalog.ts";
import type { Session, SignIn } from "../../../extension/services/service.ts";
import { credentialStore } from "../../../extension/tree/credentials.ts";
import type { VaultStore } from "../../../extension/vault/contract.ts";
import type { RotationRef } from "../../../extension/webviews/rotation/panels.ts";
import { testHttp } from "../core/http-client.ts";
import { sure } from "../rotation/sure.ts";
import { memoryStorage, scene as vaultScene } from "../vault/scene.ts";
import * as vscode from "../vscode-stub.ts";

/** A connection of a window, with what it signs in with. */
export interface Set {
  readonly id: string;
  readonly service: "confidence" | "octane" | "confluence";
  readonly url: string;
  /** The service's own for the demo, where nothing else is said. */
  readonly signIn?: SignIn;
  readonly more?: Partial<Connection>;
}

export interface ToolScene {
  readonly parts: ToolParts;
  readonly vault: VaultStore;
  /** The checklists that were opened. */
  readonly opened: readonly RotationRef[];
  /** The name of each call that could change something. */
  readonly changed: readonly string[];
  /** What a tool answers, as the model gets it. */
  readonly use: (tool: string, input?: unknown, signal?: AbortSignal) => Promise<string>;
}

/** A window with real sessions, a real vault and real lists, and no person in it. */
export async function toolScene(sets: readonly Set[]): Promise<ToolScene> {
  Object.assign(vscode.workspace, { getConfiguration: () => ({ get: () => undefined }) });
  const folder = mkdtempSync(join(tmpdir(), "keyporter-agents-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const connections = sets.map(({ id, service, url, more }): Connection => ({
    id: connectionId(id),
    name: `Space ${id}`,
    service,
    baseUrl: url,
    environment: "test",
    readOnly: false,
    fields: { ...sure(serviceById(service)?.info.demo).fields },
    ...more,
  }));
  const settings: unknown = {
    all: () => ({ connections, misfits: [] }),
    find: (id: ConnectionId) => connections.find(each => each.id === id),
    onDidChange: () => ({ dispose: () => undefined }),
  };
  const storage: unknown = { ...memoryStorage(), onDidChange: () => ({ dispose: () => undefined }) };
  const signIns = signInStore(storage as Parameters<typeof signInStore>[0]);
  for (const [index, { service, signIn }] of sets.entries())
    await signIns.save(sure(connections[index]), signIn ?? sure(serviceById(service)?.info.demo).signIn);

  const changed: string[] = [];
  const open = new Map<ConnectionId, Promise<Session>>();
  const openOne = async (connection: Connection): Promise<Session> => {
    const stored = await signIns.load(connection);
    if (stored.type !== "found") throw new Error("the scene has no sign-in for it");
    const { id, baseUrl, fields } = connection;
    const service = sure(serviceById(connection.service));
    const session = service.open({ connectionId: id, baseUrl, fields }, stored.signIn, testHttp());
    return new Proxy(session, {
      get(target, key): unknown {
        if (key === "perform") changed.push(`${connection.name}: perform`);
        const value: unknown = Reflect.get(target, key, target);
        return typeof value === "function" ? value.bind(target) : value;
      },
    });
  };
  const sessions: unknown = {
    of(connection: Connection) {
      const session = open.get(connection.id) ?? openOne(connection);
      open.set(connection.id, session);
      return session;
    },
    onDidReset: () => ({ dispose: () => undefined }),
  };
  const changes = new vscode.EventEmitter();
  const credentials = credentialStore(settings as ConnectionSettings, sessions as Sessions, id => changes.fire(id));
  onTestFinished(() => credentials.dispose());
  const vault = (await vaultScene()).window("always");
  const plans = planFiles(join(folder, "rotations"), () => undefined);
  const opened: RotationRef[] = [];
  const parts: ToolParts = {
    settings: settings as ConnectionSettings,
    signIns,
    sessions: sessions as Sessions,
    view: { credentials, onDidChange: changes.event as ToolParts["view"]["onDidChange"] },
    vault,
    mock: { status: { type: "stopped" } },
    rotations: { open: ref => opened.push(ref), plans: async () => plans },
  };
  return {
    parts,
    vault,
    opened,
    changed,
    use: (tool, input = {}, signal = new AbortController().signal) => answerOf(parts, tool, input, signal),
  };
}
