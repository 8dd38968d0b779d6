import * as l10n from "@vscode/l10n";
import { describeError, isCancelled } from "../../core/errors.ts";
import {
  type ExpiryField,
  type Field,
  type Form,
  type FormValues,
  listOf,
  type ManyField,
  momentText,
  textOf,
} from "../../core/form.ts";
import { UNREADABLE } from "../../core/wire-time.ts";
import type { Client } from "./client.ts";
import { toOptions, workspaceRoles } from "./roles.ts";
import { SECRET_RULES } from "./secret-rules.ts";
import type { WireAccessKey } from "./wire.ts";

/** Longer names are refused by the metadata of other entities; whether keys have the same limit is not said. */
const LONGEST_NAME = 255;

/** A new key. The person's side makes the secret: Octane only takes it. */
export async function createForm(space: string, client: Client, signal: AbortSignal): Promise<Form> {
  return {
    title: l10n.t("Create API access key"),
    intro: l10n.t("The secret is made here and sent to Octane, which never gives it out again."),
    submitLabel: l10n.t("Create API Access Key"),
    fields: [nameField(), secretField(), expirationField(), await rolesField(space, client, signal)],
    values: {},
  };
}

/** An existing one: everything but its client ID and its secret. */
export async function editForm(key: WireAccessKey, space: string, client: Client, signal: AbortSignal): Promise<Form> {
  return {
    title: l10n.t("Edit “{0}”", key.name),
    intro: [
      l10n.t("The client ID and the secret stay as they are, also under another name."),
      ...unreadableExpiration(key),
    ].join(" "),
    submitLabel: l10n.t("Save"),
    fields: [nameField(), expirationField(), await rolesField(space, client, signal)],
    values: valuesOf(key),
  };
}

/** Its expiration alone. */
export const extendForm = (key: WireAccessKey): Form => ({
  title: l10n.t("Change the expiration of “{0}”", key.name),
  ...(key.expiration === UNREADABLE ? { intro: unreadableExpiration(key).join(" ") } : {}),
  submitLabel: l10n.t("Save"),
  fields: [expirationField()],
  values: { expiration: expirationOf(key) },
});

/** A key as its form shows it. */
export const valuesOf = (key: WireAccessKey): FormValues => ({
  name: key.name,
  expiration: expirationOf(key),
  roles: (key.workspace_roles?.data ?? []).map(({ id }) => id),
});

/** The body of a create; the secret is not in the form's values by then. */
export const toCreateBody = (values: FormValues, secret: string): Readonly<Record<string, unknown>> => ({
  name: textOf(values, "name").trim(),
  client_secret: secret,
  ...(textOf(values, "expiration") === "" ? {} : { expiration: toUtc(textOf(values, "expiration")) }),
  ...(listOf(values, "roles").length === 0 ? {} : { workspace_roles: toReferences(listOf(values, "roles")) }),
});

/** What differs from how the form began, so that someone else's change to another field stays. */
export function toUpdateBody(values: FormValues, began: FormValues): Readonly<Record<string, unknown>> {
  const changed = (key: string): boolean =>
    key in values && JSON.stringify(sorted(values[key])) !== JSON.stringify(sorted(began[key]));
  const expiration = textOf(values, "expiration");
  return {
    ...(changed("name") ? { name: textOf(values, "name").trim() } : {}),
    ...(changed("expiration") ? { expiration: expiration === "" ? null : toUtc(expiration) } : {}),
    ...(changed("roles") ? { workspace_roles: toReferences(listOf(values, "roles")) } : {}),
  };
}

const sorted = (value: unknown): unknown => (Array.isArray(value) ? value.toSorted() : value);

const toReferences = (ids: readonly string[]): unknown => ({
  data: ids.map(id => ({ type: "workspace_role", id })),
});

/** `2021-08-24T00:00:00Z`, whole seconds as in the documentation. */
const toUtc = (date: string): string => new Date(date).toISOString().replace(/\.\d+Z$/u, "Z");

const expirationOf = ({ expiration }: WireAccessKey): string =>
  expiration instanceof Date ? momentText(expiration) : "";

/** The field is empty then, which is not what the server has. */
const unreadableExpiration = ({ expiration }: WireAccessKey): readonly string[] =>
  expiration === UNREADABLE
    ? [l10n.t("The expiration that Octane sent can't be read; it stays as it is unless you choose another.")]
    : [];

const nameField = (): Field => ({
  key: "name",
  type: "text",
  label: l10n.t("Name"),
  required: true,
  maxLength: LONGEST_NAME,
  help: l10n.t("Becomes the beginning of the client ID. Names need not be unique."),
});

const secretField = (): Field => ({
  key: "secret",
  type: "secret",
  label: l10n.t("Client secret"),
  required: true,
  rules: SECRET_RULES,
  generate: true,
});

const expirationField = (): ExpiryField => ({
  key: "expiration",
  type: "expiry",
  label: l10n.t("Expiration"),
  presets: [30, 90, 180, 365].map(days => ({ days, label: l10n.t("In {0} days", days) })),
});

async function rolesField(space: string, client: Client, signal: AbortSignal): Promise<ManyField> {
  const field: ManyField = {
    key: "roles",
    type: "many",
    label: l10n.t("Workspace roles"),
    help: l10n.t("What it may do, and in which workspace."),
    options: [],
  };
  try {
    return {
      ...field,
      options: toOptions(await workspaceRoles(space, client, signal), l10n.t("The whole shared space")),
    };
  } catch (error) {
    if (isCancelled(error)) throw error;
    return {
      ...field,
      allowOther: true,
      emptyText: l10n.t("They could not be listed ({0}). You can type their ids.", describeError(error)),
    };
  }
}
