import * as l10n from "@vscode/l10n";
import { clean } from "../../core/clean-text.ts";
import {
  type Field,
  type Form,
  type FormValues,
  listOf,
  type ManyField,
  type Option,
  pairsOf,
  textOf,
} from "../../core/form.ts";
import { describeError } from "../../core/errors.ts";
import { type Directory, type Known, labelOf } from "./directory.ts";
import type { WireApiClient } from "./wire.ts";

/** A new API client. */
export async function createForm(directory: Directory, signal: AbortSignal): Promise<Form> {
  return {
    title: l10n.t("Create API client"),
    intro: l10n.t("Confidence makes the client ID and the client secret. You get to see the secret right after."),
    submitLabel: l10n.t("Create API Client"),
    fields: [...descriptive(), await owner(directory, signal), ...(await access(directory, signal))],
    values: {},
  };
}

/** An existing one. Roles and permissions are part of it in the generation that answers with them. */
export async function editForm(client: WireApiClient, directory: Directory, signal: AbortSignal): Promise<Form> {
  const inline = client.roles !== undefined && client.roles !== null;
  return {
    title: l10n.t("Edit “{0}”", client.displayName),
    intro: inline
      ? l10n.t("The client ID and the client secret stay as they are.")
      : l10n.t("The client ID and the client secret stay as they are. What it may do is decided by policies."),
    submitLabel: l10n.t("Save"),
    fields: [...descriptive(), await owner(directory, signal), ...(inline ? await access(directory, signal) : [])],
    values: valuesOf(client),
  };
}

/** An API client as its form shows it. */
export const valuesOf = (client: WireApiClient): FormValues => ({
  displayName: client.displayName,
  description: client.description,
  labels: client.labels,
  owner: client.owner ?? "",
  ...(client.roles ? { roles: client.roles, permissions: client.permissions ?? [] } : {}),
});

/** Roles for an API client through a policy. */
export async function grantForm(client: WireApiClient, directory: Directory, signal: AbortSignal): Promise<Form> {
  return {
    title: l10n.t("Grant roles to “{0}”", client.displayName),
    intro: l10n.t(
      "Makes a policy that names this API client and these roles, or adds the roles to the one that Keyporter made before.",
    ),
    submitLabel: l10n.t("Grant Roles"),
    fields: [{ ...(await roleField(directory, signal)), required: true }],
    values: {},
  };
}

/** The body of a create: everything that was filled in. */
export function toCreateBody(values: FormValues): Readonly<Record<string, unknown>> {
  const ownerName = textOf(values, "owner").trim();
  return {
    displayName: textOf(values, "displayName").trim(),
    description: textOf(values, "description"),
    labels: toMap(values),
    ...(ownerName === "" ? {} : { owner: ownerName }),
    permissions: listOf(values, "permissions"),
    roles: listOf(values, "roles"),
  };
}

/** How each field of the form goes into a body. */
const BODY_FIELDS: Readonly<Record<string, (values: FormValues) => unknown>> = {
  displayName: values => textOf(values, "displayName").trim(),
  description: values => textOf(values, "description"),
  labels: values => toMap(values),
  owner: values => textOf(values, "owner").trim(),
  roles: values => listOf(values, "roles").toSorted(),
  permissions: values => listOf(values, "permissions").toSorted(),
};

/**
 * The body of an update: only what differs from how the form began, so that someone else's change to another field stays,
 * also one that was made while the form was open.
 */
export function toUpdateBody(values: FormValues, began: FormValues): Readonly<Record<string, unknown>> {
  const changed = Object.entries(BODY_FIELDS).flatMap(([key, toBody]): [string, unknown][] => {
    if (!(key in values) || !(key in began)) return [];
    const value = toBody(values);
    return JSON.stringify(value) === JSON.stringify(toBody(began)) ? [] : [[key, value]];
  });
  return Object.fromEntries(changed);
}

const toMap = (values: FormValues): Readonly<Record<string, string>> =>
  Object.fromEntries(
    pairsOf(values, "labels")
      .filter(({ key }) => key.trim() !== "")
      .map(({ key, value }): [string, string] => [key.trim(), value])
      .toSorted(([a], [b]) => (a < b ? -1 : 1)),
  );

const descriptive = (): readonly Field[] => [
  {
    key: "displayName",
    type: "text",
    label: l10n.t("Display name"),
    required: true,
    placeholder: l10n.t("Nightly flag sync"),
    help: l10n.t("What people recognise it by. Names need not be unique."),
  },
  {
    key: "description",
    type: "text",
    multiline: true,
    label: l10n.t("Description"),
    help: l10n.t("What it is for and who to ask, for the one who finds it in two years."),
  },
  {
    key: "labels",
    type: "pairs",
    label: l10n.t("Labels"),
    keyLabel: l10n.t("Key"),
    valueLabel: l10n.t("Value"),
  },
];

async function owner(directory: Directory, signal: AbortSignal): Promise<Field> {
  const identities = await directory.identities(signal);
  return {
    key: "owner",
    type: "choice",
    label: l10n.t("Owner"),
    help: l10n.t("Who is responsible. If left empty: you."),
    allowOther: true,
    options: identities.ok ? identities.items.map(item => toOption(item.name, labelOf(item))) : [],
  };
}

async function access(directory: Directory, signal: AbortSignal): Promise<readonly Field[]> {
  const permissions = await directory.permissions(signal);
  return [
    await roleField(directory, signal),
    {
      key: "permissions",
      type: "many",
      label: l10n.t("Permissions"),
      help: l10n.t("Single permissions beside the roles; usually none are needed."),
      allowOther: true,
      options: permissions.ok ? permissions.items.map(name => toOption(name, name)) : [],
      ...unlisted(permissions),
    },
  ];
}

async function roleField(directory: Directory, signal: AbortSignal): Promise<ManyField> {
  const roles = await directory.roles(signal);
  return {
    key: "roles",
    type: "many",
    label: l10n.t("Roles"),
    help: l10n.t("What it may do."),
    allowOther: true,
    options: roles.ok ? roles.items.map(role => toOption(role.name, role.displayName)) : [],
    ...unlisted(roles),
  };
}

/** What is chosen by its name must not look like another. */
const toOption = (value: string, label: string): Option =>
  label === "" || label === value
    ? { value, label: clean(value) }
    : { value, label: clean(label), description: clean(value) };

const unlisted = (known: Known<unknown>): { emptyText?: string } =>
  known.ok
    ? {}
    : { emptyText: l10n.t("They could not be listed ({0}). You can type their names.", describeError(known.error)) };
