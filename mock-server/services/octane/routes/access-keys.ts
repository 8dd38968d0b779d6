import type { Account } from "../account.ts";
import { hashOf, newClientId } from "../credentials.ts";
import { accessKeyKind } from "../entities/access-key.ts";
import { BulkFailure, entityNotFound, illegalValue, OctaneFailure } from "../failures.ts";
import { allFields, readFields } from "../fields-clause.ts";
import type { Selection } from "../fields-clause.ts";
import { errorCodes } from "../inferred.ts";
import { isoTime, readEntities, readKeyChanges, readNewKey, readObject } from "../key-input.ts";
import type { KeyChanges } from "../key-input.ts";
import { envelope } from "../list.ts";
import { nextKeyId } from "../next-key-id.ts";
import type { Call, Desk, Parameters, Route } from "../route.ts";
import type { AccessKey } from "../state.ts";
import { entityWire } from "../wire.ts";

const path = "/api/shared_spaces/:space/api_accesses";
const needs = { admin: true, techPreview: true, writes: true } as const;

export const accessKeyRoutes: readonly Route[] = [
  { ...needs, method: "POST", path, status: 201, handle: createMany },
  { ...needs, method: "PUT", path, handle: updateMany },
  { ...needs, method: "PUT", path: `${path}/:id`, handle: updateOne },
];

function createMany(desk: Desk, { body, parameters, caller }: Call): object {
  const selection = readFields(parameters["fields"], accessKeyKind);
  return bulk(readEntities(body), entity => wire(desk, create(desk, entity, caller.account), selection));
}

function updateMany(desk: Desk, { body, parameters }: Call): object {
  const selection = updateSelection(parameters);
  return bulk(readEntities(body), entity => {
    const id = idOf(readObject(entity));
    if (id === undefined) throw illegalValue("id", "Each entity needs its id.");
    return wire(desk, update(desk, id, entity), selection);
  });
}

function updateOne(desk: Desk, { id, body, parameters }: Call): object {
  const selection = updateSelection(parameters);
  const inBody = idOf(readObject(body));
  if (inBody !== undefined && inBody !== id) throw illegalValue("id", "The id in the body is not that of the path.");
  return wire(desk, update(desk, id, body), selection);
}

/** Does what can be done. Where something can't, the answer has both: what was done, and which entity failed why. */
function bulk(entities: readonly unknown[], perform: (entity: unknown) => object): object {
  const done: object[] = [];
  const errors = new Map<number, OctaneFailure>();
  for (const [index, entity] of entities.entries()) {
    try {
      done.push(perform(entity));
    } catch (error) {
      if (!(error instanceof OctaneFailure)) throw error;
      errors.set(index, withEntity(error, entity));
    }
  }
  if (errors.size > 0) throw new BulkFailure(done, errors);
  return envelope(done);
}

/** An error about one of several says of which. */
function withEntity(error: OctaneFailure, entity: unknown): OctaneFailure {
  const id = typeof entity === "object" && entity !== null ? idOf({ ...entity }) : undefined;
  return new OctaneFailure(error.status, error.code, error.message, {
    entity_type: accessKeyKind.name,
    ...(id === undefined ? {} : { entity_id: id.slice(0, 100) }),
    ...error.properties,
  });
}

/** Ids are texts, but a caller may send the number. */
function idOf({ id }: Readonly<Record<string, unknown>>): string | undefined {
  return typeof id === "string" || typeof id === "number" ? String(id) : undefined;
}

function create({ state, random, clock }: Desk, entity: unknown, author: Account): AccessKey {
  const given = readNewKey(entity, state);
  const now = isoTime(clock.now());
  const key: AccessKey = {
    id: nextKeyId(state),
    name: given.name,
    clientId: newClientId(given.name, random),
    secretHash: hashOf(state.signingKey, given.client_secret),
    isValid: true,
    expiration: given.expiration ?? null,
    workspaceRoles: given.workspace_roles ?? [],
    author: author.id,
    created: now,
    modified: now,
    version: 1,
  };
  state.accessKeys.set(key);
  return key;
}

function update({ state, clock }: Desk, id: string, entity: unknown): AccessKey {
  const key = state.accessKeys.get(id);
  if (key === undefined) throw entityNotFound(accessKeyKind.name, id);
  const changes = readKeyChanges(entity, state);
  checkStamp(key, changes);
  const changed: AccessKey = {
    ...key,
    name: changes.name ?? key.name,
    isValid: validity(key, changes),
    secretHash: changes.client_secret === undefined ? key.secretHash : hashOf(state.signingKey, changes.client_secret),
    expiration: changes.expiration === undefined ? key.expiration : changes.expiration,
    workspaceRoles: changes.workspace_roles ?? key.workspaceRoles,
    modified: isoTime(clock.now()),
    version: key.version + 1,
  };
  state.accessKeys.set(changed);
  return changed;
}

/** Whether a key is valid after a change: a revoked one becomes so only with a new secret. */
function validity(key: AccessKey, { is_valid: isValid, client_secret: secret }: KeyChanges): boolean {
  if (secret !== undefined && isValid !== true) {
    throw illegalValue("client_secret", "A new client secret is taken together with is_valid: true.");
  }
  if (isValid === true && secret === undefined && !key.isValid) {
    throw illegalValue("is_valid", "A revoked key becomes valid with a new client_secret only.");
  }
  return isValid ?? key.isValid;
}

function checkStamp(key: AccessKey, { client_lock_stamp: stamp }: KeyChanges): void {
  if (stamp === undefined || stamp === key.version) return;
  // The documentation's own status for this.
  throw new OctaneFailure(
    500,
    errorCodes.lockStamp,
    "The entity was changed by somebody else meanwhile. Read it again.",
    {
      entity_type: accessKeyKind.name,
      entity_id: key.id,
    },
  );
}

function updateSelection(parameters: Parameters): Selection {
  const { fields } = parameters;
  return fields === undefined || fields === "" ? allFields(accessKeyKind) : readFields(fields, accessKeyKind);
}

function wire({ state }: Desk, key: AccessKey, selection: Selection): object {
  return entityWire(accessKeyKind.entity(key, state), selection);
}
