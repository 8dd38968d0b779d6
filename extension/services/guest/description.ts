import * as v from "valibot";
import { isTrustworthy } from "../../core/safe-url.ts";
import { type ActionId, actionId } from "../../core/model.ts";
import type { ActionInfo, OwnServer, ServiceInfo } from "../service.ts";
import { fieldSchema, keysDiffer, optionSchema, textFieldSchema } from "./form.ts";
import { name, page, shape } from "./shapes.ts";

const asItIs = (text: string): string => text;
const option = optionSchema(asItIs);

const icon = v.pipe(v.string(), v.regex(/^[a-z\d-]+$/u, "the name of a codicon, such as key"));

/** In a sentence or a menu: there has to be something. */
const words = v.pipe(v.string(), v.trim(), v.nonEmpty());

const action = v.pipe(
  v.string(),
  v.regex(/^[a-z][A-Za-z\d]*$/u, "a word in camel case"),
  v.transform((id): ActionId => actionId(id)),
);

type Called = (...given: readonly unknown[]) => unknown;
const called = v.custom<Called>(value => typeof value === "function", "a function");

const address = v.pipe(
  v.string(),
  v.check(text => URL.canParse(text) && isTrustworthy(new URL(text)), "an address that begins with https:"),
);

const signInMethod = v.pipe(
  shape({
    id: name,
    label: words,
    description: v.string(),
    help: shape({ url: page, linkLabel: words, rights: v.string(), lifetime: v.string() }),
    fields: v.pipe(
      v.array(fieldSchema(asItIs)),
      v.check(fields => keysDiffer(fields), "two fields have the same key"),
      v.check(
        fields => fields.every(({ type }) => type === "text" || type === "secret"),
        "text and secret fields only",
      ),
    ),
    endsField: v.exactOptional(name),
  }),
  v.check(
    ({ endsField, fields }) => endsField === undefined || fields.some(({ key }) => key === endsField),
    "endsField is none of the fields",
  ),
);

/** The id of an extension, and what may stand behind it; none of our own services has a dot in its id. */
const ID = /^[a-z\d][a-z\d-]*\.[a-z\d][a-z\d-]*(?:\.[a-z\d-]+)*$/iu;

const infoSchema = shape({
  id: v.pipe(v.string(), v.regex(ID, "the id of the extension, and what may stand behind it: acme.keys.legacy")),
  name: words,
  shortName: words,
  summary: v.string(),
  icon,
  documentationUrl: page,
  credentialNoun: shape({ one: words, many: words }),
  servers: v.pipe(
    v.array(option),
    v.check(all => all.every(({ value }) => v.is(address, value)), "addresses with https:"),
  ),
  signInMethods: v.pipe(
    v.array(signInMethod),
    v.minLength(1),
    v.check(all => new Set(all.map(({ id }) => id)).size === all.length, "two have the same id"),
  ),
  connectionFields: v.pipe(
    v.array(textFieldSchema(asItIs)),
    v.check(fields => keysDiffer(fields), "two fields have the same key"),
  ),
  queryLanguage: v.exactOptional(shape({ name: words, example: v.string(), helpUrl: page })),
  rowsAtOnce: v.pipe(v.number(), v.integer(), v.minValue(1)),
  rotation: v.exactOptional(shape({ endsWith: action })),
  curl: v.exactOptional(called),
  ownServer: v.exactOptional(
    shape({ label: words, description: v.string(), prompt: words, placeholder: v.string(), complete: called }),
  ),
});

const actionsSchema: v.GenericSchema<unknown, ReadonlyMap<ActionId, ActionInfo>> = v.map(
  action,
  shape({
    title: words,
    icon,
    writes: v.boolean(),
    begins: v.picklist(["form", "question", "at-once", "choice", "report"]),
    many: v.boolean(),
  }),
);

const serviceSchema = v.pipe(
  // Services may be instances of a class, with getters.
  v.object({ info: infoSchema, actions: actionsSchema, open: called }),
  v.check(
    ({ info: { rotation }, actions }) => rotation === undefined || actions.has(rotation.endsWith),
    "info.rotation.endsWith is none of the actions",
  ),
);

export interface Description {
  readonly info: Omit<ServiceInfo, "curl" | "ownServer"> & {
    readonly curl?: Called;
    readonly ownServer?: Omit<OwnServer, "complete"> & { readonly complete: Called };
  };
  readonly actions: ReadonlyMap<ActionId, ActionInfo>;
  readonly open: Called;
}

/** What a service of another extension says of itself. Throws an error for its author, who is the only one to see it. */
export function describedBy(offered: unknown): Description {
  const parsed = v.safeParse(serviceSchema, offered);
  if (!parsed.success) {
    const [issue] = parsed.issues;
    const where = v.getDotPath(issue);
    const what = where === null ? issue.message : `${where}: ${issue.message}`;
    throw new TypeError(`Keyporter can't take in this service: ${what}`);
  }
  return parsed.output;
}
