/*
 * Everything about Confluence Cloud that its documentation leaves open and this server had to decide. Nothing here was
 * tried against the live service. Whoever learns better corrects it here, and nowhere else.
 *
 * The sources, by the letters the comments use:
 *   [Key]   the reference page of the admin key, REST API v2
 *   [V2]    Atlassian's openapi-v2.v3.json
 *   [V1]    the reference of REST API v1, also for resources that were taken out of it since
 *   [Use]   "Bypass access restrictions on a page with admin key", support.atlassian.com
 *   [Seen]  answers of real sites that somebody published: hunyadi/md2conf#113 (404), PipedreamHQ/pipedream#15776
 *           (cursor), kovetskiy/mark#917 (scopes), langchain-ai/langchain#7531 (bearer), markdown-confluence#670 (403),
 *           brekkylab/backlot#123, #134, #207, #217, #303 (v1, autumn of 2026)
 *   [Client] confluence.js 3, whose schemas were tried against a real site
 *   [Rate]  developer.atlassian.com, rate limiting
 */

/** Without a body, or with 0, the key lasts 10 minutes; it lasts at most 60 [Key]. Below 0 nothing is said. */
export const keyMinutes = { otherwise: 10, most: 60 } as const;

/**
 * What a duration may be besides a whole number from 0 to 60 is not said [Key]. Here `null` is as if absent; negative
 * numbers, fractions, texts, truth values and lists are 400. Fields that are not known are ignored.
 */
export const durationField = "durationInMinutes";

/** The body of a token without the scope, with its header [Seen]; the admin key has no scope that a token could have. */
export const scopeMismatch = {
  body: { code: 401, message: "Unauthorized; scope does not match" },
  headers: { "X-Failure-Category": "FAILURE_CLIENT_SCOPE_CHECK" },
} as const;

/** The body of an API token that is sent as a bearer [Seen]. Apps with OAuth can't use the admin key at all [Key]. */
export const bearerRefused = { error: "Failed to parse Connect Session Auth Token" } as const;

/** The 403 of an account that is signed in but has no Confluence [Seen]. */
export const noConfluenceText = "Current user not permitted to use Confluence";

/**
 * A wrong token is 401 by the documentation of both versions [V1, V2], and so it is here; the body is a guess. In
 * September 2026 real sites answered v1 with 403 instead: "...StacklessResponseStatusException: 403 FORBIDDEN "Request
 * rejected because caller cannot access Confluence"" [Seen]. A fault with that status and message shows a client that.
 */
export const wrongCredentialsText = "The credentials are incorrect or missing.";

/** `code` of a v2 error is the status in capitals [Seen], except where a parameter is wrong [Seen]. */
export const parameterCode = "INVALID_REQUEST_PARAMETER";

/** Word for word [Seen]. */
export const badCursor = {
  title: "Provided value for 'cursor' is not the correct type. Expected type is Cursor.",
  detail:
    "The provided cursor was not valid. You can get a new valid cursor by making the original pagination request again.",
} as const;

/** What v1 puts before its messages [Seen]: the class of a Java exception. */
export const exceptions = {
  notFound: "com.atlassian.confluence.api.service.exceptions.api.NotFoundException",
  badRequest: "com.atlassian.confluence.api.service.exceptions.api.BadRequestException",
  notImplemented: "com.atlassian.confluence.api.service.exceptions.NotImplementedServiceException",
  denied: "com.atlassian.confluence.api.service.exceptions.api.PermissionException",
} as const;

/** v2: 25 by default, from 1 to 250 [V2]. What a limit beyond that gives is not said; here it is 400. */
export const v2Limit = { otherwise: 25, least: 1, most: 250 } as const;

/** v1: 25 by default; a larger limit than 1000 is 1000, 0 is an empty page, and below 0 is 400 [Seen]. */
export const v1Limit = { otherwise: 25, most: 1000 } as const;

/** The reference of the audit log's `limit` says 1000 [V1]. */
export const auditLimit = { otherwise: 1000, most: 1000 } as const;

/** `start` beyond this is 400 for content [Seen]. */
export const largestContentStart = 100_000;

/** Nothing is said of the order of a list without `sort`. */
export const defaultSort = "id";

/**
 * What somebody may do in all of Confluence, as `expand=operations` of a user tells. The shape is documented [V1], and that
 * the words are those of the global permissions is a guess.
 */
export const operations = {
  everybody: [
    { operation: "use", targetType: "application" },
    { operation: "create", targetType: "space" },
  ],
  confluenceAdmin: [{ operation: "administer", targetType: "application" }],
} as const;

/** `edition` of the system information: that there is one is in the schema [Client]; its words are a guess. */
export const editions = { premium: "PREMIUM", standard: "STANDARD" } as const;

/** Headers of a 429 by name [Rate]; the numbers are made up, and so is the body. */
export const burst = { limit: 100, reason: "confluence-burst-based" } as const;

/** How many events the audit log keeps here. The real one keeps them for a time. */
export const auditCapacity = 10_000;

/** That the log records these is documented [Use]; in which words is not. */
export const auditWords = {
  category: "Admin key",
  on: "Admin key enabled",
  renewed: "Admin key renewed",
  off: "Admin key disabled",
  viewed: "Content viewed with admin key",
} as const;

/*
 * Further decisions that are not a value:
 * - The order of checks: the body's media type and JSON (415, 400), who calls (401; a bearer 403), whether the caller may
 *   have an admin key (404), what the body says (400).
 * - The 404 of the admin key looks the same for no key, no administrator and no such plan, as one status is documented
 *   for all three [Key]. The body is that of a page that is not there [Seen].
 * - A key that has ended, or whose site lost the plan, is not there any more. Nothing is recorded when it ends by itself.
 * - The header is taken as true in any case of letters. Without a key in force, from somebody else, or with any other
 *   value it changes nothing.
 * - With the key everything of the site is there to be read: any space, any page.
 * - A restriction of viewing is inherited by all pages below.
 * - The log gets an entry where one page, content or space was read by itself that its reader could not see without the
 *   key. Lists are not recorded page by page, and nobody gets an email.
 * - The audit log begins with the newest event.
 * - A cursor belongs to its `sort`. It names the last row seen, and whoever may see less by then gets less.
 * - `title` is compared whole, without regard to case. Filters for labels and favourites find what is there: nothing.
 * - Unknown query parameters are ignored; so are the `include-` ones whose objects are not kept here.
 * - The site has no earlier versions of a page: `version` finds the current one or nothing.
 * - `expand` of v1 knows what is kept here: space, history, version, ancestors and bodies of content;
 *   description, icon, homepage and history of a space. Whatever else is named stays under `_expandable`.
 * - CQL: type, space, title and text, joined by AND; anything else is 400. `~` goes by whole words, `*` at their ends.
 *   Only pages of the status current are found.
 * - CQL ignores the admin key, as CONFCLOUD-81961 says.
 * - Anonymous people of a public site see the spaces that are open to them, and in those no page with a restriction.
 *   The admin key and the audit log want somebody who is signed in.
 */
