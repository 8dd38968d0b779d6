/*
 * Everything about Confidence that its documentation leaves open and this server had to decide. Nothing here was tried
 * against the live service. Whoever learns better corrects it here, and nowhere else.
 *
 * The sources, by the letters the comments use:
 *   [Guide]  "Manage API clients" in Confidence's documentation (2023 resources: createdBy, permissions, roles)
 *   [OpenAPI] the reference page "Create ApiClient" (current resources: creator, owner, identity)
 *   [Proto]  confidence/iam/v1/*.proto as published in spotify/confidence-resolver, August 2025
 *   [Metrics] spotify/confidence-metrics-sync, Spotify's own consumer of API clients
 *   [AIP]    Google's API guidelines, which Confidence follows "as much as possible"
 */

/** No default is documented; the largest is 100 [Metrics]. */
export const defaultPageSize = 50;
export const maxPageSize = 100;

/** Nothing is said about the order of a list without `orderBy`. With it, ties are broken by name, so names alone decide. */
export const defaultOrder: readonly { readonly field: string; readonly descending: boolean }[] = [];

/** 24 hours by the example `"expiresIn": "86400"` [Metrics]; another page says one hour. Clients are to trust the answer. */
export const tokenLifetimeSeconds = 86_400;

/** No body of an error was ever seen. gRPC codes belong to HTTP statuses as in google.rpc.Code [AIP-193]. */
export const grpcCodes: Readonly<Record<number, number>> = {
  400: 3,
  401: 16,
  403: 7,
  404: 5,
  // A gateway in front of gRPC answers a method it has no route for with UNIMPLEMENTED.
  405: 12,
  409: 6,
  413: 3,
  415: 3,
  429: 8,
  499: 1,
  500: 13,
  501: 12,
  502: 14,
  503: 14,
  504: 4,
};

/** What any other status of the 400s and 500s means: INVALID_ARGUMENT and INTERNAL. */
export const otherGrpcCode = (status: number) => (status < 500 ? 3 : 13);

/** The prefixes of users' and groups' identities are known from examples; those of API clients and of everyone are not. */
export const identityOfUser = (userId: string) => `identities/u${userId}`;
export const identityOfApiClient = (clientId: string) => `identities/a${clientId}`;
export const everyone = "identities/everyone";

/** `owner` gets a syntax check only, and wrong ids are silently accepted [Metrics]. Which syntax, is not said. */
export const ownerPattern = /^(identities|users|groups|apiClients)\/[A-Za-z0-9._~-]+$/;

/**
 * Ids that a caller may choose follow AIP-122; `policyId` is only known from a call with one. Where none is given,
 * the server assigns one as it does for API clients.
 */
export const chosenIdPattern = /^[a-z]([a-z0-9-]{0,61}[a-z0-9])?$/;

/** `<action>:<resource>` is the documented form of a scope [Proto]; these resources beyond apiclients are guesses. */
const actions = ["list", "read", "create", "update", "delete"];
const iamResources = ["apiclients", "users", "identities", "roles", "policies", "permissions"];
const flagResources = ["flags", "segments", "clients"];
const scopesFor = (verbs: readonly string[], resources: readonly string[]) =>
  resources.flatMap(resource => verbs.map(verb => `${verb}:${resource}`));

export const allScopes = scopesFor(actions, [...iamResources, ...flagResources]);

/** `permission` beside a scope is an enum [Proto] whose values are published nowhere. */
export const permissionOfScope = (scope: string) => scope.replace(":", "_").toUpperCase();

const scopeByName = new Map(
  allScopes.flatMap(scope => [[scope, scope] as const, [permissionOfScope(scope), scope] as const]),
);

/** The scope that a permission stands for; it may be named either way in `permissions`. */
export const scopeOf = (permission: string) => scopeByName.get(permission);

/** Which scopes a role has. Slugs such as `roles/admin` are today's names; what is in a role is not listed anywhere. */
export const roleScopes = {
  admin: allScopes,
  iamEditor: scopesFor(actions, iamResources),
  reader: scopesFor(["list", "read"], [...iamResources, ...flagResources]),
  // Everyone is a Creator by default, API clients included. Creating credentials is not meant by that:
  // otherwise any leaked client could make itself more of them.
  creator: scopesFor(["create"], flagResources),
  flagsReader: scopesFor(["list", "read"], flagResources),
  flagsEditor: scopesFor(actions, flagResources),
} as const;

/*
 * Further decisions that are not a value:
 * - A field that the resource doesn't have is INVALID_ARGUMENT, as in the JSON mapping of protocol buffers. Output-only
 *   fields and `name` in a body, or in an update mask, are ignored [AIP-203].
 * - `null` means "not given", as in the JSON mapping.
 * - `roles` and `permissions` can still be changed by PATCH while the 2023 fields are on. In a response of the current
 *   shape they are missing, and in a create they then have no effect.
 * - A policy may only name roles and identities that exist. Deleting an API client takes its identity out of the policies.
 * - An API client has the permissions of its own roles and permissions and of the policies that name it, or everyone.
 * - A token of a deleted client, and one of a client ID whose secret is wrong, is answered like no token at all.
 * - `GET /v1/currentUser` of an API client has no `user`; `identity` and `permissions` say who it is and what it may do.
 * - The secret is part of every answer, as in the examples of get and list [Guide].
 * - A page token belongs to its filter and order; with others it is INVALID_ARGUMENT. Unknown query parameters are ignored.
 * - The default operator between two clauses of a filter is OR, as in Lucene. Comparison ignores case and goes by words.
 * - Unsupported methods are 405 before anybody asks for a token; so are unknown paths 404.
 */
