import type { Connection } from "../../connections/connection.ts";
import type { Secret } from "../../core/secret.ts";
import type { Identity, Service, SignIn } from "../../services/service.ts";

/** What the person has answered so far; everything stays when they go back. */
export interface Draft {
  readonly id: Connection["id"];
  readonly service?: Service;
  readonly server?: Server;
  /** Typed for a server of one's own, and kept while another one is looked at. */
  readonly ownUrl: string;
  /** The file of a private certificate authority; it stays while the person wavers whether to use it. */
  readonly authority?: { readonly file: string; readonly used: boolean };
  readonly environment: Connection["environment"];
  readonly readOnly: boolean;
  readonly name: string;
  readonly method?: string;
  readonly values: Readonly<Record<string, string>>;
  readonly secrets: Readonly<Record<string, Secret>>;
  /** What the service's connection fields asked for. */
  readonly fields: Readonly<Record<string, string>>;
  /** Who the server said this is. */
  readonly identity?: Identity;
}

/** `own`: the address is `ownUrl`. `value` is a base URL, `mock:` included. */
export type Server = { readonly type: "known"; readonly value: string } | { readonly type: "own" };

/** Stands for the demo seed's sign-in among the methods. */
export const DEMO_METHOD = "demo";

export function connectionOf(draft: Draft, service: Service): Connection {
  const baseUrl = draft.server?.type === "known" ? draft.server.value : draft.ownUrl;
  const { authority } = draft;
  return {
    id: draft.id,
    name: draft.name.trim(),
    service: service.info.id,
    baseUrl,
    ...(authority?.used === true && baseUrl.startsWith("https:") ? { caFile: authority.file } : {}),
    environment: draft.environment,
    readOnly: draft.readOnly,
    fields: draft.fields,
  };
}

/** What signs in: the fields of the chosen method only, not what was typed for another one. */
export function signInOf(draft: Draft, service: Service): SignIn {
  if (draft.method === DEMO_METHOD && service.info.demo !== undefined) return service.info.demo.signIn;
  const method = service.info.signInMethods.find(({ id }) => id === draft.method);
  const keys = new Set(method?.fields.map(({ key }) => key));
  const chosen = <Value>(all: Readonly<Record<string, Value>>): Record<string, Value> =>
    Object.fromEntries(Object.entries(all).filter(([key]) => keys.has(key)));
  return { method: draft.method ?? "", values: chosen(draft.values), secrets: chosen(draft.secrets) };
}
