import * as v from "valibot";
import { createRandom } from "../../random.ts";
import type { Random } from "../../random.ts";
import type { Seed } from "../../service.ts";
import { hashOf, newClientId } from "./credentials.ts";
import { demoKeys } from "./demo-keys.ts";
import type { SeedKey } from "./demo-keys.ts";
import { people, roles, space, workspaceRoles, workspaces } from "./demo-space.ts";
import { isoTime } from "./key-input.ts";
import { accessKeySchema, personSchema, savedSchema } from "./state.ts";
import type { AccessKey, Saved } from "./state.ts";

const day = 24 * 60 * 60_000;
const admin = "101";

/** What a new database has of Octane. Every seed has the people, workspaces and roles; they differ in the keys. */
export function seeded(seed: Seed, random: Random, now: number): Saved {
  const signingKey = Buffer.from(random.bytes(32)).toString("hex");
  const withKeys = (keys: readonly SeedKey[]) => saved(signingKey, keys, now);
  switch (seed.kind) {
    case "empty":
      return withKeys([]);
    case "demo":
      return withKeys(demoKeys);
    case "large":
      return withKeys([...demoKeys, ...crowd(seed.count)]);
    case "file":
      return fromFile(seed.services["octane"] ?? {}, signingKey, random, now);
  }
}

function saved(signingKey: string, keys: readonly SeedKey[], now: number): Saved {
  const hashes = new Map<string, string>();
  const hash = (secret: string) => {
    const known = hashes.get(secret) ?? hashOf(signingKey, secret);
    hashes.set(secret, known);
    return known;
  };
  return {
    signingKey,
    space,
    roles: [...roles],
    workspaces: [...workspaces],
    workspaceRoles: [...workspaceRoles],
    people: people.map(({ password, ...person }) => ({
      ...person,
      workspaceRoles: [...person.workspaceRoles],
      active: true,
      passwordHash: hash(password),
    })),
    accessKeys: keys.map(key => keyOf(key, hash, now)),
    signedOut: [],
  };
}

function keyOf(
  { clientSecret, expiresInDays, workspaceRoles: given, ...key }: SeedKey,
  hash: (secret: string) => string,
  now: number,
): AccessKey {
  return {
    id: key.id,
    name: key.name,
    clientId: key.clientId,
    secretHash: hash(clientSecret),
    isValid: key.isValid ?? true,
    expiration: expiresInDays === undefined ? null : isoTime(now + expiresInDays * day),
    workspaceRoles: [...given],
    author: key.author ?? admin,
    created: key.created,
    modified: key.created,
    version: 1,
  };
}

/** The states that many keys take in turn. */
const crowdStates: readonly Pick<SeedKey, "isValid" | "expiresInDays">[] = [
  {},
  { expiresInDays: 200 },
  { isValid: false },
  { expiresInDays: 4 },
  { expiresInDays: 45 },
  { expiresInDays: -30 },
  {},
  { isValid: false, expiresInDays: -90 },
];

/** One for all of them: ten thousand hashes would take half a second. */
const crowdSecret = "Large-Crowd-1";

/** Many keys, the same ones each time. */
function crowd(count: number): SeedKey[] {
  const random = createRandom("large");
  const start = Date.parse("2024-03-01T08:00:00Z");
  const firstId = 2001;
  return Array.from({ length: count }, (_, index) => {
    const name = `pipeline-${String(index + 1).padStart(String(count).length, "0")}`;
    const roleIds = [workspaceRoles[1 + (index % (workspaceRoles.length - 1))]?.id ?? "1027"];
    return {
      id: String(firstId + index),
      name,
      clientId: newClientId(name, random),
      clientSecret: crowdSecret,
      ...crowdStates[index % crowdStates.length],
      workspaceRoles: roleIds,
      created: isoTime(start + index * 60_000),
    };
  });
}

const partialKey = v.partial(accessKeySchema).entries;
const partialPerson = v.partial(personSchema).entries;

/** A seed file: any of the lists. A key needs no more than a name, a person no more than a name and a password. */
const fileSchema = v.strictObject({
  ...v.partial(savedSchema).entries,
  accessKeys: v.optional(
    v.array(
      v.strictObject({ ...partialKey, name: accessKeySchema.entries.name, clientSecret: v.optional(v.string()) }),
    ),
  ),
  people: v.optional(
    v.array(v.strictObject({ ...partialPerson, name: personSchema.entries.name, password: v.optional(v.string()) })),
  ),
});

function fromFile(content: unknown, newKey: string, random: Random, now: number): Saved {
  const { accessKeys = [], people: given, ...rest } = v.parse(fileSchema, content);
  const signingKey = rest.signingKey ?? newKey;
  const base = saved(signingKey, [], now);
  const unknownSecret = () => random.text("abcdefghijklmnopqrstuvwxyz", 30);
  const times = { created: isoTime(now), modified: isoTime(now) };
  const keys = accessKeys.map(({ clientSecret, ...key }, index) => ({
    id: String(1001 + index),
    clientId: newClientId(key.name, random),
    secretHash: hashOf(signingKey, clientSecret ?? unknownSecret()),
    ...{ isValid: true, expiration: null, workspaceRoles: [], author: admin, version: 1, ...times },
    ...key,
  }));
  const persons = given?.map(({ password, ...person }, index) => ({
    id: String(101 + index),
    passwordHash: hashOf(signingKey, password ?? unknownSecret()),
    ...{ firstName: "", lastName: person.name, active: true, workspaceRoles: [] },
    ...person,
  }));
  return v.parse(savedSchema, { ...base, ...rest, people: persons ?? base.people, accessKeys: keys });
}
