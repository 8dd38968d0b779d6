import { isSecret } from "./credentials.ts";
import type { AccessKey, Person, State } from "./state.ts";

/** Who signs in: a person, or a key that stands for a program. */
export type Account =
  | { readonly kind: "person"; readonly id: string; readonly name: string; readonly person: Person }
  | { readonly kind: "key"; readonly id: string; readonly name: string; readonly key: AccessKey };

/** Whether a key can be used: a key that is past its expiration stays `is_valid`, but lets nobody in. */
export function isUsable(key: AccessKey, now: number): boolean {
  return key.isValid && (key.expiration === null || Date.parse(key.expiration) > now);
}

/** The account that a name and a secret belong to, if they are right and it may sign in now. */
export function accountOf(state: State, name: string, secret: string, now: number): Account | undefined {
  const person = state.people.all().find(known => known.name === name);
  if (person)
    return person.active && isSecret(state.signingKey, secret, person.passwordHash) ? ofPerson(person) : undefined;
  // Client IDs are unique by their 25 last characters, but a seed file may say otherwise.
  const keys = state.accessKeys.all().filter(key => key.clientId === name && isUsable(key, now));
  const key = keys.find(known => isSecret(state.signingKey, secret, known.secretHash));
  return key && ofKey(key);
}

/** The account with an id, if it may still be used. */
export function accountById(state: State, kind: Account["kind"], id: string, now: number): Account | undefined {
  if (kind === "person") {
    const person = state.people.get(id);
    return person?.active ? ofPerson(person) : undefined;
  }
  const key = state.accessKeys.get(id);
  return key && isUsable(key, now) ? ofKey(key) : undefined;
}

/** What is kept of the secret that an account signs in with now. */
export function secretHashOf(account: Account): string {
  return account.kind === "person" ? account.person.passwordHash : account.key.secretHash;
}

/** The ids of an account's roles in the workspaces and the shared space. */
export function workspaceRolesOf(account: Account): readonly string[] {
  return account.kind === "person" ? account.person.workspaceRoles : account.key.workspaceRoles;
}

function ofPerson(person: Person): Account {
  return { kind: "person", id: person.id, name: person.name, person };
}

function ofKey(key: AccessKey): Account {
  return { kind: "key", id: key.id, name: key.clientId, key };
}
