import * as v from "valibot";
import { Collection } from "./collection.ts";
import { labelMap } from "./label-map.ts";

const labels = labelMap;
const times = { createTime: v.string(), updateTime: v.string() };
const names = v.array(v.string());

export const apiClientSchema = v.object({
  name: v.string(),
  displayName: v.string(),
  description: v.string(),
  clientId: v.string(),
  clientSecret: v.string(),
  permissions: names,
  roles: names,
  labels,
  owner: v.string(),
  identity: v.string(),
  /** Of the 2023 generation: the user or API client itself. */
  createdBy: v.string(),
  updatedBy: v.string(),
  /** Of the current generation: their identity. */
  creator: v.string(),
  updater: v.string(),
  ...times,
});

export const roleSchema = v.object({ name: v.string(), displayName: v.string(), permissions: names, labels, ...times });

export const policySchema = v.object({
  name: v.string(),
  displayName: v.string(),
  description: v.string(),
  roles: names,
  identities: names,
  labels,
  creator: v.string(),
  updater: v.string(),
  ...times,
});

export const userSchema = v.object({
  name: v.string(),
  fullName: v.string(),
  email: v.string(),
  pictureUri: v.string(),
  blocked: v.boolean(),
  lastLoginTime: v.string(),
  labels,
  ...times,
});

const accountSchema = v.object({
  name: v.string(),
  displayName: v.string(),
  loginId: v.string(),
  externalId: v.string(),
  region: v.picklist(["EU", "US"]),
  serviceAccountOauth2ClientId: v.string(),
});

/** A bearer that works without signing in, for tests and demonstrations. */
const fixedTokenSchema = v.object({ token: v.string(), user: v.string() });

export type ApiClient = v.InferOutput<typeof apiClientSchema>;
export type Role = v.InferOutput<typeof roleSchema>;
export type Policy = v.InferOutput<typeof policySchema>;
export type User = v.InferOutput<typeof userSchema>;
export type Account = v.InferOutput<typeof accountSchema>;

/** What is saved of Confidence. */
export const savedSchema = v.object({
  account: accountSchema,
  /** Signs the access tokens, in hexadecimal. */
  signingKey: v.pipe(v.string(), v.hexadecimal(), v.minLength(64)),
  fixedTokens: v.array(fixedTokenSchema),
  apiClients: v.array(apiClientSchema),
  roles: v.array(roleSchema),
  policies: v.array(policySchema),
  users: v.array(userSchema),
});

export type Saved = v.InferOutput<typeof savedSchema>;

/** What is worked on. Stringified, it is `Saved` again. */
export interface State {
  readonly account: Account;
  readonly signingKey: string;
  readonly fixedTokens: Saved["fixedTokens"];
  readonly apiClients: Collection<ApiClient>;
  readonly roles: Collection<Role>;
  readonly policies: Collection<Policy>;
  readonly users: Collection<User>;
}

/** A saved state, ready to be worked on. */
export function revive({ account, signingKey, fixedTokens, apiClients, roles, policies, users }: Saved): State {
  return {
    account,
    signingKey,
    fixedTokens,
    apiClients: new Collection(apiClients),
    roles: new Collection(roles),
    policies: new Collection(policies),
    users: new Collection(users),
  };
}
