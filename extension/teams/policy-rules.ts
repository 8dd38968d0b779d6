import * as l10n from "@vscode/l10n";
import { oneLine } from "../core/clean-text.ts";
import { DAY_MS } from "../core/day.ts";
import { ServiceError } from "../core/errors.ts";
import {
  type ExpiryField,
  type Field,
  type Form,
  type FormValues,
  momentOf,
  textOf,
  type TextField,
} from "../core/form.ts";
import { matchesGlob } from "../core/glob.ts";
import { allowsOrigin, type Fault, type Policy, type ReadPolicy } from "./policy.ts";

/** What is chosen as 90 days is sent a little later, and clocks differ. */
const GRACE_MS = 3_600_000;

/** What is said of all policies together: each rule with who has written it. */
export interface Rules {
  readonly policies: readonly Policy[];
  readonly unreadable: readonly Extract<ReadPolicy, { type: "unreadable" }>[];
}

export const NO_RULES: Rules = { policies: [], unreadable: [] };

/** All that were read. Several hold all at once: each takes choices away, and none gives one back. */
export const rulesOf = (read: readonly ReadPolicy[]): Rules => ({
  policies: read.flatMap(each => (each.type === "policy" ? [each.policy] : [])),
  unreadable: read.filter(each => each.type === "unreadable"),
});

/** The form for something new, with what the policies want said at its fields, and without the choices that they take away. */
export function formUnder(rules: Rules, form: Form, baseUrl: string): Form {
  const said = introOf(rules, form, baseUrl);
  const fields = form.fields.map(field => fieldUnder(rules, form, field));
  if (said.length === 0) return { ...form, fields };
  return { ...form, fields, intro: [...(form.intro === undefined ? [] : [form.intro]), ...said].join(" ") };
}

/** The first rule that the values break, at its field; undefined where they keep to all. */
export function broken(
  rules: Rules,
  form: Form,
  values: FormValues,
  baseUrl: string,
  now: Date,
): ServiceError | undefined {
  const elsewhere = rules.policies.find(policy => !allowsOrigin(policy, baseUrl));
  if (elsewhere !== undefined) return complaint(notAllowedWords(elsewhere, baseUrl));
  for (const field of form.fields) {
    const words =
      field === nameField(form)
        ? nameComplaint(rules, textOf(values, field.key))
        : field.type === "expiry"
          ? expiryComplaint(rules, textOf(values, field.key), now)
          : undefined;
    if (words !== undefined) return complaint(words, field.key);
  }
  return undefined;
}

/** Why a policy does not want a connection to lead there; undefined where none minds. */
export function originComplaint(rules: Rules, baseUrl: string): string | undefined {
  const policy = rules.policies.find(each => !allowsOrigin(each, baseUrl));
  return policy && notAllowedWords(policy, baseUrl);
}

/** The policies that should count and don't, each with why: what they would forbid looks allowed. */
export const unreadableWords = ({ unreadable }: Rules): readonly string[] =>
  unreadable.map(({ file, fault }) => faultWords(file, fault));

function faultWords(file: string, fault: Fault): string {
  switch (fault.type) {
    case "missing":
      return l10n.t("The policy in {0} is not there, so nobody keeps to it.", file);
    case "refused":
      return l10n.t("The policy in {0} can't be read: the file can't be opened. So nobody keeps to it.", file);
    case "no-file":
      return l10n.t(
        "The policy in {0} can't be read: it is a folder, a device or a pipe. So nobody keeps to it.",
        file,
      );
    case "too-large":
      return l10n.t("The policy in {0} can't be read: it is larger than 64 KB. So nobody keeps to it.", file);
    case "no-json":
      return l10n.t("The policy in {0} can't be read: it is not valid JSON. So nobody keeps to it.", file);
    case "no-object":
      return l10n.t("The policy in {0} can't be read: it is JSON, but no policy. So nobody keeps to it.", file);
    case "no-rule":
      return l10n.t(
        "The policy in {0} can't be read: what it has at “{1}” is no rule that Keyporter knows. So nobody keeps to it.",
        file,
        fault.at,
      );
  }
}

const complaint = (message: string, field?: string): ServiceError =>
  new ServiceError({
    kind: "invalid",
    message,
    hint: l10n.t("The policy guides; whoever has written it can change it."),
    ...(field === undefined ? {} : { field }),
  });

function fieldUnder(rules: Rules, form: Form, field: Field): Field {
  if (field === nameField(form)) return withHelp(field, nameHints(rules));
  if (field.type !== "expiry") return field;
  const most = shortest(rules);
  return withHelp(
    {
      ...field,
      ...(mustExpire(rules) === undefined ? {} : { required: true }),
      presets: field.presets.filter(({ days }) => most === undefined || days <= most.days),
    } satisfies ExpiryField,
    expiryHints(rules),
  );
}

const withHelp = (field: Field, hints: readonly string[]): Field =>
  hints.length === 0
    ? field
    : { ...field, help: [...(field.help === undefined ? [] : [field.help]), ...hints].join(" ") };

/** What something new is called: the first text that is needed. */
const nameField = ({ fields }: Form): TextField | undefined =>
  fields.filter(field => field.type === "text").find(({ required }) => required === true);

const nameHints = ({ policies }: Rules): readonly string[] =>
  policies.flatMap(({ name, namePattern }) => (namePattern === undefined ? [] : [wantsNames(name, namePattern)]));

function nameComplaint({ policies }: Rules, typed: string): string | undefined {
  const policy = policies.find(
    ({ namePattern }) => namePattern !== undefined && !matchesGlob(typed.trim(), namePattern),
  );
  return policy && wantsNames(policy.name, policy.namePattern ?? "");
}

const wantsNames = (name: string, pattern: string): string =>
  l10n.t("The policy of {0} wants names like {1}.", name, oneLine(pattern));

function expiryHints(rules: Rules): readonly string[] {
  const [most, must] = [shortest(rules), mustExpire(rules)];
  if (most !== undefined) return [lifetimeWords(most)];
  return must === undefined ? [] : [mustExpireWords(must)];
}

function expiryComplaint(rules: Rules, typed: string, now: Date): string | undefined {
  const [most, must, moment] = [shortest(rules), mustExpire(rules), momentOf(typed)];
  if (moment === undefined) {
    if (most !== undefined) return lifetimeWords(most);
    return must && mustExpireWords(must);
  }
  const tooLong = most !== undefined && moment.getTime() > now.getTime() + most.days * DAY_MS + GRACE_MS;
  return tooLong ? lifetimeWords(most) : undefined;
}

interface Lifetime {
  readonly days: number;
  readonly name: string;
}

/** The strictest one of all. */
const shortest = ({ policies }: Rules): Lifetime | undefined =>
  policies
    .flatMap(({ maximumLifetimeDays: days, name }) => (days === undefined ? [] : [{ days, name }]))
    .toSorted((one, other) => one.days - other.days)[0];

/** What may live for so long only, has an end. */
const mustExpire = ({ policies }: Rules): string | undefined =>
  policies.find(
    ({ requireExpiration, maximumLifetimeDays }) => requireExpiration === true || maximumLifetimeDays !== undefined,
  )?.name;

const lifetimeWords = ({ name, days }: Lifetime): string =>
  l10n.t("The policy of {0} lets new ones live for {1} days at most.", name, days);

const mustExpireWords = (name: string): string => l10n.t("The policy of {0} wants new ones to expire.", name);

const notAllowedWords = ({ name }: Policy, baseUrl: string): string =>
  l10n.t("The policy of {0} does not name {1} among the servers that it allows.", name, baseUrl);

/** What belongs to no field. */
function introOf(rules: Rules, form: Form, baseUrl: string): readonly string[] {
  const must = mustExpire(rules);
  const canExpire = form.fields.some(({ type }) => type === "expiry");
  const elsewhere = originComplaint(rules, baseUrl);
  return [
    ...(elsewhere === undefined ? [] : [elsewhere]),
    ...(must === undefined || canExpire
      ? []
      : [
          l10n.t(
            "The policy of {0} wants new ones to expire, which this service can't: end it yourself in time.",
            must,
          ),
        ]),
    ...unreadableWords(rules),
  ];
}
