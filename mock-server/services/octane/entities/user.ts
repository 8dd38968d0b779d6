import { userType } from "../inferred.ts";
import type { AccessKey, Person, State } from "../state.ts";
import { defineKind } from "./entity.ts";
import type { Entity, KindOf } from "./entity.ts";
import { workspaceRoleKind, workspaceRolesWith } from "./workspace-role.ts";

/** Whoever can sign in, as Octane's list of users shows them: people, and keys. */
export interface User {
  readonly id: string;
  readonly name: string;
  readonly firstName: string | null;
  readonly lastName: string | null;
  readonly email: string | null;
  readonly active: boolean;
  readonly isApiKey: boolean;
  readonly workspaceRoles: readonly string[];
}

function userKind(name: string, label: string): KindOf<User> {
  return defineKind<User>({
    name,
    label,
    collection: "users",
    fields: {
      type: { label: "Type", type: "string", read: () => name },
      id: { label: "ID", type: "id", read: user => user.id },
      workspace_id: { label: "Workspace ID", type: "integer", read: (_, { space }) => Number(space.id) },
      name: { label: "Name", type: "string", read: user => user.name },
      first_name: { label: "First name", type: "string", read: user => user.firstName },
      last_name: { label: "Last name", type: "string", read: user => user.lastName },
      full_name: {
        label: "Full name",
        type: "string",
        read: ({ firstName, lastName, name: login }) => (lastName === null ? login : `${firstName ?? ""} ${lastName}`),
      },
      email: { label: "Email", type: "string", read: user => user.email },
      // 0 is active, as an integration's query for `activity_level=0` shows.
      activity_level: { label: "Activity level", type: "integer", read: user => (user.active ? 0 : 1) },
      is_api_key: { label: "API key", type: "boolean", read: user => user.isApiKey },
      workspace_roles: {
        label: "Workspace roles",
        type: "references",
        target: () => workspaceRoleKind,
        read: (user, state) => workspaceRolesWith(user.workspaceRoles, state),
      },
    },
    always: ["type", "id"],
    byDefault: ["type", "id", "workspace_id"],
    order: "name",
  });
}

export const spaceUserKind = userKind(userType.space, "Shared space user");
export const workspaceUserKind = userKind(userType.workspace, "Workspace user");

export function allUsers(state: State): User[] {
  return [...state.people.all().map(ofPerson), ...state.accessKeys.all().map(ofKey)];
}

/** The user with an id; undefined where there is none any longer. */
export function userWith(id: string | null, state: State): Entity | undefined {
  if (id === null) return undefined;
  const [person, key] = [state.people.get(id), state.accessKeys.get(id)];
  if (person) return spaceUserKind.entity(ofPerson(person), state);
  return key && spaceUserKind.entity(ofKey(key), state);
}

function ofPerson({ id, name, firstName, lastName, active, workspaceRoles }: Person): User {
  return { id, name, firstName, lastName, email: name, active, isApiKey: false, workspaceRoles };
}

function ofKey({ id, clientId, isValid, workspaceRoles }: AccessKey): User {
  const nobody = { firstName: null, lastName: null, email: null };
  return { id, name: clientId, ...nobody, active: isValid, isApiKey: true, workspaceRoles };
}
