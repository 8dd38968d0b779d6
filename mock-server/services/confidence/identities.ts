import { lastPart } from "./access.ts";
import { everyone, identityOfUser } from "./inferred.ts";
import type { ApiClient, State, User } from "./state.ts";

/** Whoever can be named in a policy. Exactly one of the kinds is there. */
export interface Identity {
  readonly name: string;
  readonly displayName: string;
  readonly email: string;
  readonly user?: string;
  readonly apiClient?: string;
  readonly everyone?: boolean;
  readonly deactivated: boolean;
  readonly labels: object;
  readonly createTime: string;
  readonly updateTime: string;
}

/** Every identity there is. They are not kept: each follows from a user, an API client, or the account. */
export function identitiesOf({ users, apiClients }: State): Identity[] {
  return [...users.all().map(ofUser), ...apiClients.all().map(ofApiClient), ofEveryone];
}

function ofUser({ name, fullName, email, blocked, createTime, updateTime }: User): Identity {
  const identity = identityOfUser(lastPart(name));
  return {
    ...{ name: identity, displayName: fullName, email, user: name, deactivated: blocked },
    ...{ labels: {}, createTime, updateTime },
  };
}

function ofApiClient({ name, identity, displayName, createTime, updateTime }: ApiClient): Identity {
  return {
    ...{ name: identity, displayName, email: "", apiClient: name, deactivated: false },
    ...{ labels: {}, createTime, updateTime },
  };
}

const ofEveryone: Identity = {
  name: everyone,
  displayName: "Everyone",
  email: "",
  everyone: true,
  deactivated: false,
  labels: {},
  createTime: "2023-01-09T08:00:00.000000Z",
  updateTime: "2023-01-09T08:00:00.000000Z",
};
