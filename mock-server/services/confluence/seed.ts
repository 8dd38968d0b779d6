import * as v from "valibot";
import type { Random } from "../../random.ts";
import type { Seed } from "../../service.ts";
import { demoPages, demoSpaces, pageOf, spaceOf } from "./demo-content.ts";
import { accounts, cloudId, people } from "./demo-people.ts";
import { pageSchema, savedSchema, spaceSchema, userSchema } from "./state.ts";
import type { Page, Saved, Space } from "./state.ts";
import { hashOf } from "./token-hash.ts";

/** What a new database has of Confluence. Every seed has the people; they differ in the spaces and pages. */
export function seeded(seed: Seed, random: Random): Saved {
  const signingKey = Buffer.from(random.bytes(32)).toString("hex");
  switch (seed.kind) {
    case "empty":
      return saved(signingKey, [], []);
    case "demo":
      return saved(signingKey, demoSpaces, demoPages);
    case "large": {
      const { spaces, pages } = crowd(seed.count);
      return saved(signingKey, [...demoSpaces, ...spaces], [...demoPages, ...pages]);
    }
    case "file":
      return fromFile(seed.services["confluence"] ?? {}, signingKey);
  }
}

interface SeedPerson {
  readonly accountId: string;
  readonly email: string;
  readonly displayName: string;
  readonly timeZone: string;
  readonly token?: string;
  readonly scopedToken?: string;
  readonly admin?: boolean;
  readonly outside?: boolean;
}

function saved(signingKey: string, spaces: readonly Space[], pages: readonly Page[]): Saved {
  return {
    cloudId,
    signingKey,
    users: people.map((person: SeedPerson) => ({
      accountId: person.accountId,
      email: person.email,
      displayName: person.displayName,
      timeZone: person.timeZone,
      siteAdmin: person.admin ?? false,
      confluenceAdmin: person.admin ?? false,
      mayUseConfluence: !(person.outside ?? false),
      tokens: tokensOf(signingKey, person),
    })),
    spaces: [...spaces],
    pages: [...pages],
    adminKeys: [],
    audit: [],
  };
}

function tokensOf(
  signingKey: string,
  { token, scopedToken }: { readonly token?: string | undefined; readonly scopedToken?: string | undefined },
) {
  return [
    ...(token === undefined ? [] : [{ hash: hashOf(signingKey, token), scoped: false }]),
    ...(scopedToken === undefined ? [] : [{ hash: hashOf(signingKey, scopedToken), scoped: true }]),
  ];
}

const pagesInASpace = 100;

/** Many pages in spaces of a hundred, the same ones each time. Every tenth can't be seen by an administrator. */
function crowd(count: number): { spaces: Space[]; pages: Page[] } {
  const start = Date.parse("2024-03-01T08:00:00Z");
  const numbered = (index: number, of: number) => String(index + 1).padStart(String(of).length, "0");
  const spaceIds = Array.from({ length: Math.ceil(count / pagesInASpace) }, (_, index) => String(100_001 + index));
  const spaces = spaceIds.map((id, index) => {
    const number = numbered(index, spaceIds.length);
    return spaceOf({ id, key: `TEAM${number}`, name: `Team ${number}` });
  });
  const pages = Array.from({ length: count }, (_, index) => {
    const spaceId = spaceIds[Math.floor(index / pagesInASpace)] ?? "";
    const title = `Page ${numbered(index, count)}`;
    const createdAt = new Date(start + index * 60_000).toISOString();
    return pageOf({
      id: String(200_001 + index),
      spaceId,
      title,
      createdAt,
      viewers: index % 10 === 9 ? [accounts.soren] : null,
    });
  });
  return { spaces, pages };
}

/**
 * A seed file: any of the lists. Somebody needs no more than an email and a token, a space no more than a key, and a
 * page no more than a title; without a space it is in the first one.
 */
const fileSchema = v.strictObject({
  ...v.partial(v.omit(savedSchema, ["users", "spaces", "pages"])).entries,
  users: v.optional(
    v.array(
      v.strictObject({
        ...v.partial(userSchema).entries,
        email: userSchema.entries.email,
        token: v.optional(v.string()),
        scopedToken: v.optional(v.string()),
      }),
    ),
  ),
  spaces: v.optional(v.array(v.strictObject({ ...v.partial(spaceSchema).entries, key: spaceSchema.entries.key }))),
  pages: v.optional(v.array(v.strictObject({ ...v.partial(pageSchema).entries, title: pageSchema.entries.title }))),
});

function fromFile(content: unknown, newKey: string): Saved {
  const { users: givenUsers, spaces: givenSpaces = [], pages: givenPages = [], ...rest } = v.parse(fileSchema, content);
  const signingKey = rest.signingKey ?? newKey;
  const base = saved(signingKey, [], []);
  const madeUsers = givenUsers?.map(({ token, scopedToken, ...user }, index) => ({
    accountId: `712020:00000000-0000-4000-8000-${String(index + 1).padStart(12, "0")}`,
    displayName: user.email,
    timeZone: "UTC",
    ...{ siteAdmin: false, confluenceAdmin: user.siteAdmin ?? false, mayUseConfluence: true },
    tokens: tokensOf(signingKey, { token, scopedToken }),
    ...user,
  }));
  const madeSpaces = givenSpaces.map((space, index) => ({
    ...spaceOf({ id: String(65_537 + index), key: space.key, name: space.key }),
    ...space,
  }));
  const madePages = givenPages.map((page, index) => ({
    ...pageOf({ id: String(131_073 + index), spaceId: madeSpaces[0]?.id ?? "65537", title: page.title }),
    ...page,
  }));
  return v.parse(savedSchema, {
    ...base,
    ...rest,
    users: madeUsers ?? base.users,
    spaces: madeSpaces,
    pages: madePages,
  });
}
