import * as l10n from "@vscode/l10n";
import {
  Action,
  type Credential,
  credentialId,
  type CredentialId,
  type Detail,
  type DetailValue,
  type Reference,
} from "../../core/model.ts";
import { remarkOn, UNREADABLE, unreadableWords, type WireTime } from "../../core/wire-time.ts";
import { GRANT } from "./actions.ts";
import { SERVICE } from "./client.ts";
import { ownerOf } from "./owners.ts";
import type { WireApiClient, WirePolicy } from "./wire.ts";

/** What is looked up beside the API client itself for its detail view. */
export interface Surroundings {
  readonly names: ReadonlyMap<string, string>;
  /** The policies that name its identity; `undefined` where the server does not let us see policies. */
  readonly policies?: readonly WirePolicy[] | undefined;
}

/** `apiClients/donlangsbyz6iiksdt4c` */
export const idOf = ({ name }: Pick<WireApiClient, "name">): CredentialId => credentialId(name);

/** Creator and updater have other names in each generation of the documentation. */
const creatorOf = (client: WireApiClient): string | undefined => client.creator ?? client.createdBy ?? undefined;
const updaterOf = (client: WireApiClient): string | undefined => client.updater ?? client.updatedBy ?? undefined;

/** Every reference that an API client holds, to be resolved to names. */
export const referencesOf = (client: WireApiClient): readonly string[] =>
  [creatorOf(client), updaterOf(client), client.owner, client.identity, ...(client.roles ?? [])].filter(
    name => typeof name === "string" && name !== "",
  ) as readonly string[];

/** An API client as the interface shows it. Without surroundings (in a list) references stay as they are. */
export function toCredential(client: WireApiClient, around: Surroundings = { names: new Map() }): Credential {
  const owner = ownerOf(client);
  return {
    id: idOf(client),
    kind: l10n.t("API client"),
    label: client.displayName === "" ? client.name : client.displayName,
    ...(client.clientId === "" ? {} : { clientId: client.clientId }),
    ...(client.description === "" ? {} : { description: client.description }),
    // Confidence knows no expiry and no revoked state: an API client works until it is deleted.
    state: "active",
    ...remarkOn(client.createTime, client.updateTime),
    ...(client.createTime instanceof Date ? { createdAt: client.createTime } : {}),
    ...(owner === undefined ? {} : { owner }),
    details: [...detailsOf(client, around)],
    // A policy refers to an API client by its identity, which older servers do not tell.
    actions: [Action.edit, Action.reveal, ...(client.identity ? [GRANT] : []), Action.delete],
  };
}

function* detailsOf(client: WireApiClient, { names, policies }: Surroundings): Generator<Detail> {
  const refer = (ids: readonly string[]): DetailValue => ({
    type: "references",
    items: ids.map((id): Reference => {
      const label = names.get(id);
      return label === undefined ? { id } : { id, label };
    }),
  });
  const one = (id: string, label: string, reference: string | null | undefined): Detail[] =>
    typeof reference === "string" && reference !== "" ? [{ id, label, value: refer([reference]) }] : [];
  const date = (id: string, label: string, value: WireTime | null | undefined): Detail[] => {
    if (value instanceof Date) return [{ id, label, value: { type: "date", date: value } }];
    return value === UNREADABLE ? [{ id, label, value: { type: "text", text: unreadableWords(SERVICE) } }] : [];
  };

  yield { id: "displayName", label: l10n.t("Display name"), value: { type: "text", text: client.displayName } };
  yield { id: "description", label: l10n.t("Description"), value: { type: "text", text: client.description } };
  yield { id: "clientId", label: l10n.t("Client ID"), value: { type: "code", text: client.clientId } };
  yield { id: "clientSecret", label: l10n.t("Client secret"), value: { type: "secret" } };
  yield { id: "labels", label: l10n.t("Labels"), value: { type: "pairs", pairs: client.labels } };
  if (client.roles) yield { id: "roles", label: l10n.t("Roles"), value: refer(client.roles) };
  if (client.permissions) {
    yield { id: "permissions", label: l10n.t("Permissions"), value: refer(client.permissions) };
  }
  if (policies !== undefined) {
    yield {
      id: "policies",
      label: l10n.t("Policies"),
      value: { type: "references", items: policies.map(policyReference(names)) },
      note: l10n.t("Policies that name this API client. Others may reach it through a group or through “everyone”."),
    };
  }
  yield* one("owner", l10n.t("Owner"), client.owner);
  yield* one("identity", l10n.t("Identity"), client.identity);
  yield* date("createTime", l10n.t("Created"), client.createTime);
  yield* one("creator", l10n.t("Created by"), creatorOf(client));
  yield* date("updateTime", l10n.t("Updated"), client.updateTime);
  yield* one("updater", l10n.t("Updated by"), updaterOf(client));
  yield { id: "name", label: l10n.t("Resource name"), value: { type: "code", text: client.name } };
}

/** "Build robots: Flag editor, Reader" */
const policyReference =
  (names: ReadonlyMap<string, string>) =>
  (policy: WirePolicy): Reference => {
    const roles = policy.roles.map(role => names.get(role) ?? role).join(", ");
    const title = policy.displayName === "" ? policy.name : policy.displayName;
    return { id: policy.name, label: roles === "" ? title : `${title}: ${roles}` };
  };
