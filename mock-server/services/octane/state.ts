import * as v from "valibot";
import { EntityMap } from "./entity-map.ts";

const id = v.pipe(v.string(), v.regex(/^\d{1,15}$/));
const time = v.string();

export const roleSchema = v.object({
  id,
  name: v.string(),
  logicalName: v.string(),
  isSystem: v.boolean(),
  basedOn: v.nullable(id),
});

export const workspaceSchema = v.object({ id, name: v.string() });

/** A role in a workspace; without a workspace, in the whole shared space. */
export const workspaceRoleSchema = v.object({ id, role: id, workspace: v.nullable(id) });

export const personSchema = v.object({
  id,
  /** What one signs in with. */
  name: v.string(),
  firstName: v.string(),
  lastName: v.string(),
  active: v.boolean(),
  passwordHash: v.string(),
  workspaceRoles: v.array(id),
});

export const accessKeySchema = v.object({
  id,
  name: v.string(),
  clientId: v.string(),
  /** Octane hands a secret out never again, so nobody needs it here. */
  secretHash: v.string(),
  isValid: v.boolean(),
  /** In UTC, or null for a key that does not expire. */
  expiration: v.nullable(time),
  workspaceRoles: v.array(id),
  /** The id of who made it: a person or a key. */
  author: v.nullable(id),
  created: time,
  modified: time,
  version: v.pipe(v.number(), v.integer()),
});

/** A session that was signed out before its time. */
const signedOutSchema = v.object({ session: v.string(), until: v.number() });

export type Role = v.InferOutput<typeof roleSchema>;
export type Workspace = v.InferOutput<typeof workspaceSchema>;
export type WorkspaceRole = v.InferOutput<typeof workspaceRoleSchema>;
export type Person = v.InferOutput<typeof personSchema>;
export type AccessKey = v.InferOutput<typeof accessKeySchema>;

/** What is saved of Octane: one shared space. */
export const savedSchema = v.object({
  /** Signs the cookies and hashes the secrets, in hexadecimal. */
  signingKey: v.pipe(v.string(), v.hexadecimal(), v.minLength(64)),
  space: v.object({ id, name: v.string() }),
  roles: v.array(roleSchema),
  workspaces: v.array(workspaceSchema),
  workspaceRoles: v.array(workspaceRoleSchema),
  people: v.array(personSchema),
  accessKeys: v.array(accessKeySchema),
  signedOut: v.array(signedOutSchema),
});

export type Saved = v.InferOutput<typeof savedSchema>;

/** What is worked on. Stringified, it is `Saved` again. */
export interface State {
  readonly signingKey: string;
  readonly space: Saved["space"];
  readonly roles: EntityMap<Role>;
  readonly workspaces: EntityMap<Workspace>;
  readonly workspaceRoles: EntityMap<WorkspaceRole>;
  readonly people: EntityMap<Person>;
  readonly accessKeys: EntityMap<AccessKey>;
  signedOut: Saved["signedOut"];
}

/** A saved state, ready to be worked on. */
export function revive(saved: Saved): State {
  return {
    signingKey: saved.signingKey,
    space: saved.space,
    roles: new EntityMap(saved.roles),
    workspaces: new EntityMap(saved.workspaces),
    workspaceRoles: new EntityMap(saved.workspaceRoles),
    people: new EntityMap(saved.people),
    accessKeys: new EntityMap(saved.accessKeys),
    signedOut: saved.signedOut,
  };
}
