import * as v from "valibot";

const id = v.pipe(v.string(), v.regex(/^[1-9]\d{0,14}$/));
const accountId = v.pipe(v.string(), v.minLength(1));
const time = v.pipe(
  v.string(),
  v.check(text => !Number.isNaN(Date.parse(text))),
);

/** Who may see something; `null` is everybody who may use Confluence here. */
const viewers = v.nullable(v.array(accountId));

const tokenSchema = v.object({
  /** An API token is shown once, so nobody needs it here. */
  hash: v.string(),
  /** A token with scopes works at Atlassian's gateway only, never at the site's own address. */
  scoped: v.boolean(),
});

export const userSchema = v.object({
  accountId,
  email: v.string(),
  displayName: v.string(),
  timeZone: v.string(),
  /** An organization or site administrator, which is who may have an admin key. */
  siteAdmin: v.boolean(),
  /** Has the global permission "Confluence administrator", which the audit log asks for. */
  confluenceAdmin: v.boolean(),
  /** Whether the account has Confluence at all; one without it can still be signed in at Atlassian. */
  mayUseConfluence: v.boolean(),
  tokens: v.array(tokenSchema),
});

export const spaceSchema = v.object({
  id,
  key: v.pipe(v.string(), v.minLength(1)),
  name: v.string(),
  type: v.picklist(["global", "personal", "collaboration", "knowledge_base"]),
  status: v.picklist(["current", "archived"]),
  description: v.string(),
  authorId: accountId,
  createdAt: time,
  homepageId: v.nullable(id),
  viewers,
  /** Whether people who are not signed in may see it, where the site is public. */
  anonymous: v.boolean(),
});

export const pageSchema = v.object({
  id,
  spaceId: id,
  parentId: v.nullable(id),
  title: v.string(),
  status: v.picklist(["current", "archived", "trashed"]),
  position: v.pipe(v.number(), v.integer()),
  authorId: accountId,
  ownerId: accountId,
  createdAt: time,
  modifiedAt: time,
  version: v.pipe(v.number(), v.integer(), v.minValue(1)),
  paragraphs: v.array(v.string()),
  /** The page's own restriction. Pages below it inherit it. */
  viewers,
});

const adminKeySchema = v.object({ accountId, expirationTime: time });

const auditEventSchema = v.variant("kind", [
  v.object({
    kind: v.picklist(["on", "renewed"]),
    accountId,
    at: v.number(),
    address: v.string(),
    minutes: v.number(),
  }),
  v.object({ kind: v.literal("off"), accountId, at: v.number(), address: v.string() }),
  v.object({
    kind: v.literal("viewed"),
    accountId,
    at: v.number(),
    address: v.string(),
    name: v.string(),
    objectType: v.picklist(["Page", "Space"]),
    space: v.string(),
  }),
]);

export type User = v.InferOutput<typeof userSchema>;
export type Space = v.InferOutput<typeof spaceSchema>;
export type Page = v.InferOutput<typeof pageSchema>;
export type AdminKey = v.InferOutput<typeof adminKeySchema>;
export type AuditEvent = v.InferOutput<typeof auditEventSchema>;

/** What is saved of Confluence: one site. */
export const savedSchema = v.object({
  cloudId: v.string(),
  /** Hashes the tokens, in hexadecimal. */
  signingKey: v.pipe(v.string(), v.hexadecimal(), v.minLength(64)),
  users: v.array(userSchema),
  spaces: v.array(spaceSchema),
  pages: v.array(pageSchema),
  adminKeys: v.array(adminKeySchema),
  audit: v.array(auditEventSchema),
});

export type Saved = v.InferOutput<typeof savedSchema>;

/** What is worked on. `toJSON` makes it `Saved` again. */
export interface State {
  readonly cloudId: string;
  readonly signingKey: string;
  readonly users: ReadonlyMap<string, User>;
  /** In the order of their ids, like the pages. */
  readonly spaces: ReadonlyMap<string, Space>;
  readonly pages: ReadonlyMap<string, Page>;
  readonly adminKeys: Map<string, AdminKey>;
  readonly audit: AuditEvent[];
  readonly toJSON: () => Saved;
}

/** A saved state, ready to be worked on. */
export function revive(saved: Saved): State {
  const users = new Map(saved.users.map(user => [user.accountId, user]));
  const spaces = byId(saved.spaces);
  const pages = byId(saved.pages);
  const adminKeys = new Map(saved.adminKeys.map(key => [key.accountId, key]));
  const audit = [...saved.audit];
  return {
    cloudId: saved.cloudId,
    signingKey: saved.signingKey,
    users,
    spaces,
    pages,
    adminKeys,
    audit,
    toJSON: () => ({
      cloudId: saved.cloudId,
      signingKey: saved.signingKey,
      users: [...users.values()],
      spaces: [...spaces.values()],
      pages: [...pages.values()],
      adminKeys: [...adminKeys.values()],
      audit,
    }),
  };
}

function byId<Item extends { readonly id: string }>(items: readonly Item[]): ReadonlyMap<string, Item> {
  const sorted = [...items].sort((left, right) => Number(left.id) - Number(right.id));
  return new Map(sorted.map(item => [item.id, item]));
}
