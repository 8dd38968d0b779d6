/*
 * Everything about Octane that its documentation leaves open and this server had to decide. Nothing here was tried
 * against the live service. Whoever learns better corrects it here, and nowhere else.
 *
 * The sources, by the letters the comments use (help pages of admhelp.microfocus.com/octane and /valueedge):
 *   [Keys]   API_Keys.htm, "Working with API access keys"
 *   [Sign]   sign-in.htm, Authenticate.htm and Cookies.htm
 *   [Errors] Exceptions.htm
 *   [Rest]   Paging.htm, order-by.htm, fields_clause.htm, Lock.htm, URIs.htm, RequestHeader.htm, Update_an_Instance.htm
 *   [Query]  query_Clause.htm
 *   [Meta]   MetadataFields.htm, MetadataEntities.htm
 *   [Code]   the public SDKs and integrations of github.com/MicroFocus
 *   [ALM]    the documentation of ALM's REST API, Octane's predecessor
 */

/** Neither is documented for Octane. ALM's default is 100 [ALM]; Octane's own integrations ask for 1000 [Code]. */
export const defaultLimit = 100;
export const maxLimit = 1000;

/** Seen in a comment of an SDK: `Version=1;Domain=…;Path=/;Max-Age=86400;Secure;HttpOnly` [Code]. */
export const cookieMaxAgeSeconds = 86_400;

/** Two bodies that are not like other errors, word for word from the Java SDK and its tests [Code]. */
export const sessionTimeouts = {
  idle: {
    errorCode: "VALIDATION_TOKEN_EXPIRED_IDLE_TIME_OUT",
    accumulatedMessage: "The session was not used for too long. Sign in again.",
  },
  global: {
    errorCode: "VALIDATION_TOKEN_EXPIRED_GLOBAL_TIME_OUT",
    accumulatedMessage: "The session has reached its greatest age. Sign in again.",
  },
} as const;

/**
 * Codes by what went wrong. `general_error` and `duplicate_entity_error` are documented with the prefix, and
 * `illegal_field_value` without [Errors]; the next group is read by public code [Code]; the last group is made up.
 */
export const errorCodes = {
  general: "platform.general_error",
  illegalFieldValue: "platform.illegal_field_value",

  unknownField: "platform.unknown_field",
  notEditable: "platform.modify_non_editable_field",
  entityNotFound: "platform.entity_not_found",
  workspaceNotFound: "platform.workspace_not_found",
  notAuthorized: "platform.not_authorized",
  noSuchPath: "platform.web_application",

  invalidQuery: "platform.invalid_query",
  invalidParameter: "platform.invalid_parameter",
  lockStamp: "platform.entity_lock_stamp_mismatch",
  techPreview: "platform.tech_preview_required",
  keysOnly: "platform.api_access_keys_only",
  spaceNotFound: "platform.shared_space_not_found",
} as const;

/** Integrations look for this exception's name in the 404 of a shared space that is not there [Code]. */
export const missingSpaceText = "SharedSpaceNotFoundException";

/** Integrations look for this text in the 401 of a wrong sign-in [Code]. */
export const notAuthenticatedText = "Not Authenticated";

/** `api_accesses` is not among the public resources, so it wants the header [Rest]. The answer without it is a guess. */
export const techPreviewStatus = 403;

/** "Restricted to API keys" is documented [Sign], its answer is not: neither for signing in nor for a session. */
export const keysOnlyStatus = 403;

/** From 10 to 30 characters, from three of the four classes [Keys]. Which characters count as special is not said. */
export const secretRules = {
  shortest: 10,
  longest: 30,
  classesNeeded: 3,
  classes: {
    "upper-case letter": /\p{Lu}/u,
    "lower-case letter": /\p{Ll}/u,
    "digit": /\d/,
    "special character": /[^\p{L}\d]/u,
  },
} as const;

/** The limit of a short text in Octane's own metadata samples [Meta]. Which characters a name may have is not said. */
export const longestName = 255;

/** Nobody says how deep a query may be nested. The stack is not endless. */
export const deepestQuery = 50;

/** `f{a,b}` goes at most three levels deep [Rest]. */
export const deepestFields = 3;

/** Whether two texts are equal is not said of queries; `order_by` ignores case [Rest], and so do these. */
export const comparable = (text: string) => text.toLowerCase();

/** The type of a person, which differs by where one looks [Code]. */
export const userType = { space: "sharedspace_user", workspace: "workspace_user" } as const;

/*
 * Further decisions that are not a value:
 * - Fields of an access key beyond those of [Keys] are guesses: `creation_time`, `last_modified`, `author`,
 *   `version_stamp`, `client_lock_stamp`.
 * - Without `fields`, a resource answers with id, type and, where it has them, workspace_id and logical_name [Rest].
 *   A key has its name, client_id and is_valid as well, because a public script reads `client_id` from a create without
 *   `fields` [Code]; roles come whole, as the sample shows [Keys]. `is_valid` is in every answer about a key [Keys].
 * - An update without `fields` answers the complete entity [Rest]. The secret is in no answer.
 * - Without `order_by`, keys, users and workspaces come by name [Rest]; roles in the order of the sample, which is that
 *   of no field, and workspace roles by id [Keys]. Ties are broken by id.
 * - `is_valid: true` alone on a revoked key is refused, and so is `client_secret` without `is_valid: true`: a key
 *   becomes valid only through a new secret, and the sample has both [Keys].
 * - A key that is valid can be regenerated without revoking it first. Its sessions end, as do those of a revoked or
 *   expired key: whoever holds the old secret is to lose access.
 * - A key's name can be changed; its client_id stays. The expiration is in UTC and so has to end with `Z`.
 * - Every role reference has to exist; one that does not is an illegal value of `workspace_roles`.
 * - Only a shared space administrator (or a key with that role) may see or change keys [Keys]. Others see the
 *   workspaces that they have a role in.
 * - A key is also a user, as an integration's query for `is_api_key=true;name='<client_id>'` shows [Code]; its id there
 *   is that of the key.
 * - Signing in while a session is there works; the documentation says only that it may fail [Sign].
 * - A session lives in its cookie, so a caller that does not send the renewed one runs into the idle timeout [Sign].
 * - Sessions signed out are remembered, and so is which secret a session was made with.
 * - `DELETE` of a key is 405: nothing documents it, and the metadata here says so too.
 * - A wrong query names the place twice: in words, and as `properties.position`, counted in UTF-16 units from 0 at the
 *   first character between the double quotes.
 * - In a query, a comparison with an empty field is false, and `!` makes it true. A text compares with a number by its
 *   digits only where the field is an id.
 * - An error about one of several entities has its place in the request as `index` [Code] and as
 *   `properties.entity_index` [Errors].
 * - All entities of a bulk request invalid is 400, some of them 409 [Errors, read so]. The valid ones are then done.
 * - An unknown field in `fields`, `order_by`, a query or a body is 400.
 */
