import { everyone, identityOfApiClient, identityOfUser, roleScopes } from "./inferred.ts";
import type { Account, Policy, Role, Saved, User } from "./state.ts";

const founded = "2023-01-09T08:00:00.000000Z";

/** The user of the documented examples, who owns the account here. */
export const adminId = "xa8cecs2cc9xsz8jvgmc";

export const account: Account = {
  name: "accounts/keyporter-demo",
  displayName: "Keyporter Demo",
  loginId: "keyporter-demo",
  externalId: "org_keyporterdemo0001",
  region: "EU",
  serviceAccountOauth2ClientId: "104929531286041250441",
};

/** Bearers that need no sign-in. Their names are fixed; tests and documentation rely on them. */
export const fixedTokens: Saved["fixedTokens"] = [
  { token: "demo-confidence-token", user: `users/${adminId}` },
  { token: "demo-reader-token", user: "users/r7m2qk4vd9s0xw3tz8ph" },
];

function user(id: string, fullName: string, email: string, more: Partial<User> = {}): User {
  return {
    name: `users/${id}`,
    fullName,
    email,
    pictureUri: "",
    blocked: false,
    lastLoginTime: "2026-11-20T14:03:27.581903Z",
    labels: {},
    createTime: founded,
    updateTime: founded,
    ...more,
  };
}

export const users: readonly User[] = [
  user(adminId, "Ada Admin", "admin@keyporter.example"),
  user("r7m2qk4vd9s0xw3tz8ph", "Rafael Reader", "reader@keyporter.example"),
  user("b4n8yt6wq1ze5cx0lm3k", "Müge Öztürk", "muge@keyporter.example", { labels: { team: "payments" } }),
  user("f0k9dj3hs7ap2ve6gu1r", "Søren Kjær", "soren@keyporter.example", { labels: { team: "search" } }),
  user("x5c1ol8bn4iw9mq7ty2j", "Lee Left", "lee@keyporter.example", { blocked: true }),
];

function role(id: string, displayName: string, permissions: readonly string[]): Role {
  const times = { createTime: founded, updateTime: founded };
  return { name: `roles/${id}`, displayName, permissions: [...permissions], labels: {}, ...times };
}

/** The role of the documented example; its id is that of an older role store, in hexadecimal. */
export const flagEditor = "roles/726f6c5f68386b6c46596c4a335350384e6a7377";

export const roles: readonly Role[] = [
  role("admin", "Admin", roleScopes.admin),
  role("creator", "Creator", roleScopes.creator),
  role("flags-editor", "Flags editor", roleScopes.flagsEditor),
  role("flags-reader", "Flags reader", roleScopes.flagsReader),
  role("iam-editor", "IAM editor", roleScopes.iamEditor),
  role("reader", "Reader", roleScopes.reader),
  role(flagEditor.replace("roles/", ""), "Flag editor", roleScopes.flagsEditor),
];

function policy(id: string, displayName: string, roleIds: readonly string[], identities: readonly string[]): Policy {
  return {
    name: `policies/${id}`,
    displayName,
    description: "",
    roles: roleIds.map(roleId => `roles/${roleId}`),
    identities: [...identities],
    labels: {},
    creator: identityOfUser(adminId),
    updater: identityOfUser(adminId),
    createTime: founded,
    updateTime: founded,
  };
}

/** Everyone is Creator and Reader by default, API clients included, as the documentation of policies says. */
export const policies: readonly Policy[] = [
  policy("default", "Everyone", ["creator", "reader"], [everyone]),
  policy("admins", "Administrators", ["admin"], [identityOfUser(adminId), identityOfApiClient("demo0confidence0clnt")]),
  policy("iam-editors", "Who manages access", ["iam-editor"], [identityOfUser("b4n8yt6wq1ze5cx0lm3k")]),
];
