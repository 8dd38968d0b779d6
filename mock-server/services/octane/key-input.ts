import * as v from "valibot";
import { secretProblem } from "./credentials.ts";
import { accessKeyKind } from "./entities/access-key.ts";
import { badBody, illegalValue, notEditable, unknownField } from "./failures.ts";
import { longestName } from "./inferred.ts";
import type { State } from "./state.ts";

const name = v.pipe(
  v.string("The name has to be a text."),
  v.check(text => text.trim() !== "", "The name is required."),
  v.check(text => !/[\p{Cc}\p{Cs}]/u.test(text), "The name can't have control characters or broken ones."),
  v.check(text => text.length <= longestName, `The name can have at most ${longestName} characters.`),
);

const secret = v.pipe(
  v.string("The client secret has to be a text."),
  v.rawCheck(({ dataset, addIssue }) => {
    const problem = dataset.typed ? secretProblem(dataset.value) : undefined;
    if (problem !== undefined) addIssue({ message: problem });
  }),
);

const utcMessage = "The expiration has to be a time in UTC, such as 2026-11-22T00:00:00Z.";

const expiration = v.nullable(
  v.pipe(
    v.string(utcMessage),
    v.regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,9})?)?Z$/, utcMessage),
    // The 30th of February would become one of March.
    v.check(
      text => !Number.isNaN(Date.parse(text)) && isoTime(Date.parse(text)).startsWith(text.slice(0, 10)),
      utcMessage,
    ),
    v.transform(text => isoTime(Date.parse(text))),
  ),
);

const rolesMessage = 'The workspace roles have to be {"data":[{"type":"workspace_role","id":"..."}]}.';

const workspaceRoles = v.pipe(
  v.nullable(
    v.object(
      {
        data: v.array(
          v.object(
            {
              type: v.optional(v.literal("workspace_role", rolesMessage)),
              id: v.pipe(v.union([v.string(), v.number()], rolesMessage), v.transform(String)),
            },
            rolesMessage,
          ),
          rolesMessage,
        ),
      },
      rolesMessage,
    ),
  ),
  v.transform(list => [...new Set((list?.data ?? []).map(({ id }) => id))]),
);

const type = v.literal("api_access", "The type has to be api_access.");
const isValid = v.boolean("is_valid has to be true or false.");

const createSchema = v.object({
  type: v.exactOptional(type),
  name,
  client_secret: secret,
  is_valid: v.exactOptional(v.literal(true, "A new key is valid. Revoke it afterwards.")),
  expiration: v.exactOptional(expiration),
  workspace_roles: v.exactOptional(workspaceRoles),
});

const updateSchema = v.object({
  type: v.exactOptional(type),
  name: v.exactOptional(name),
  client_secret: v.exactOptional(secret),
  is_valid: v.exactOptional(isValid),
  expiration: v.exactOptional(expiration),
  workspace_roles: v.exactOptional(workspaceRoles),
  client_lock_stamp: v.exactOptional(v.number("client_lock_stamp has to be a number.")),
});

export type NewKey = v.InferOutput<typeof createSchema>;
export type KeyChanges = v.InferOutput<typeof updateSchema>;

/** A body, or one entity of it, as an object of its own fields. */
export function readObject(body: unknown): Readonly<Record<string, unknown>> {
  const parsed = v.safeParse(objectSchema, body);
  if (!parsed.success) throw badBody("An entity has to be a JSON object.");
  return parsed.output;
}

/** The entities of a bulk body. */
export function readEntities(body: unknown): readonly unknown[] {
  const parsed = v.safeParse(v.object({ data: v.pipe(v.array(v.unknown()), v.minLength(1)) }), body);
  if (!parsed.success) throw badBody('The body has to be {"data":[...]} with at least one entity.');
  return parsed.output.data;
}

/** A new key as it was asked for. */
export function readNewKey(entity: unknown, state: State): NewKey {
  const given = readObject(entity);
  checkNames(given, new Set(["client_lock_stamp"]));
  return checkRoles(parse(createSchema, given), state);
}

/** The changes to a key. Its id may stand in the entity, where a bulk request has it. */
export function readKeyChanges(entity: unknown, state: State): KeyChanges {
  const given = Object.fromEntries(Object.entries(readObject(entity)).filter(([field]) => field !== "id"));
  checkNames(given, new Set());
  return checkRoles(parse(updateSchema, given), state);
}

/** Times are in UTC, to the second. */
export function isoTime(time: number): string {
  return new Date(time).toISOString().replace(/\.\d+Z$/, "Z");
}

// valibot takes a list for an object.
const objectSchema = v.pipe(
  v.custom<object>(value => typeof value === "object" && value !== null && !Array.isArray(value)),
  v.transform((value): Record<string, unknown> => Object.fromEntries(Object.entries(value))),
);

function checkNames(given: Readonly<Record<string, unknown>>, forbidden: ReadonlySet<string>): void {
  for (const field of Object.keys(given)) {
    const info = accessKeyKind.fields.get(field);
    if (info === undefined) throw unknownField(field, accessKeyKind.name);
    if (field !== "type" && (!info.editable || forbidden.has(field))) throw notEditable(field);
  }
}

function parse<Output>(schema: v.GenericSchema<unknown, Output>, given: unknown): Output {
  const parsed = v.safeParse(schema, given);
  if (parsed.success) return parsed.output;
  const [issue] = parsed.issues;
  const field = v.getDotPath(issue)?.split(".")[0] ?? "";
  // Where a required field is missing, valibot's own words would speak of keys.
  const isMissing = issue.path?.length === 1 && issue.received === "undefined";
  throw illegalValue(field, isMissing ? `The field ${field} is required.` : issue.message);
}

function checkRoles<Given extends { readonly workspace_roles?: readonly string[] }>(given: Given, state: State): Given {
  const missing = given.workspace_roles?.find(id => !state.workspaceRoles.has(id));
  if (missing === undefined) return given;
  throw illegalValue(
    "workspace_roles",
    `There is no workspace role with the id ${JSON.stringify(missing.slice(0, 100))}.`,
  );
}
