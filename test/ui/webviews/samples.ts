import type { Form, Option } from "../../../extension/core/form.ts";
import { actionId, connectionId, credentialId, type Credential } from "../../../extension/core/model.ts";
import type { Where } from "../../../extension/webviews/messages.ts";

/** Made-up things to show, with names as awkward as servers have them. */

export const wheres = {
  mock: {
    connection: "Try it offline",
    service: "Spotify Confidence",
    environment: "mock",
    environmentLabel: "Mock",
    server: "bundled mock server",
    readOnly: false,
  },
  test: {
    connection: "Staging",
    service: "Spotify Confidence",
    environment: "test",
    environmentLabel: "Test",
    server: "iam.eu.staging.example",
    readOnly: false,
  },
  production: {
    connection: "Confidence EU",
    service: "Spotify Confidence",
    environment: "production",
    environmentLabel: "Production",
    server: "iam.eu.confidence.dev",
    readOnly: true,
  },
} as const satisfies Record<string, Where>;

export const roles = (count: number): Option[] =>
  Array.from({ length: count }, (_, index) => ({
    value: `roles/${index}`,
    label: index === 0 ? "Admin" : `Role ${index}`,
    ...(index % 3 === 0 && { description: `May do what number ${index} may do` }),
    group: index < count / 2 ? "Built in" : "Made by your company",
    ...(index === 0 && { dangerous: true }),
  }));

export const createForm: Form = {
  title: "Create an API client",
  intro: "The client secret is shown once the client is there.",
  submitLabel: "Create",
  fields: [
    {
      key: "displayName",
      type: "text",
      label: "Display name",
      required: true,
      maxLength: 40,
      placeholder: "Nightly sync",
      pattern: { source: "[^<>]*", message: "No angle brackets." },
    },
    {
      key: "description",
      type: "text",
      multiline: true,
      label: "Description",
      help: "What it is for, and who to ask.",
    },
    {
      key: "owner",
      type: "choice",
      label: "Owner",
      allowOther: true,
      help: "A user or a group.",
      options: [
        { value: "users/ada", label: "Ada Lovelace", description: "ada@example.com" },
        { value: "users/grace", label: "Grace Hopper", description: "grace@example.com" },
        { value: "users/root", label: "Root", dangerous: true },
      ],
    },
    {
      key: "region",
      type: "choice",
      label: "Region",
      options: [
        { value: "eu", label: "Europe" },
        { value: "us", label: "United States" },
      ],
    },
    {
      key: "roles",
      type: "many",
      label: "Roles",
      required: true,
      options: roles(12),
      allowOther: true,
      help: "What it may do.",
      link: { label: "About roles", url: "https://confidence.example/docs/roles" },
    },
    {
      key: "permissions",
      type: "many",
      label: "Permissions",
      options: [],
      emptyText: "The server does not list them.",
    },
    { key: "labels", type: "pairs", label: "Labels", keyLabel: "Key", valueLabel: "Value" },
    { key: "password", type: "secret", label: "Password", help: "Of the account it acts for." },
  ],
  values: { region: "eu", labels: [{ key: "team", value: "growth" }] },
};

export const ref = { connectionId: connectionId("c-1"), action: actionId("create") };
export const detailsRef = { connectionId: connectionId("c-1"), id: credentialId("apiClients/donlangsbyz6iiksdt4c") };

export const credential: Credential = {
  id: detailsRef.id,
  kind: "API client",
  label: "Nightly sync",
  clientId: "FjTYBSHqCIcSRxJ7qPfvR1W4",
  state: "active",
  details: [
    { id: "name", label: "Name", value: { type: "code", text: "apiClients/donlangsbyz6iiksdt4c" } },
    { id: "clientId", label: "Client ID", value: { type: "code", text: "FjTYBSHqCIcSRxJ7qPfvR1W4" } },
    { id: "secret", label: "Client secret", value: { type: "secret" }, note: "The server shows it at any time." },
    { id: "description", label: "Description", value: { type: "text", text: "Copies flags.\nAsk Ada." } },
    {
      id: "roles",
      label: "Roles",
      value: {
        type: "references",
        items: [{ id: "roles/726f6c5f68386b6c46596c4a335350384e6a7377", label: "Flag editor" }, { id: "roles/x" }],
      },
    },
    {
      id: "labels",
      label: "Labels",
      value: {
        type: "pairs",
        pairs: [
          { key: "team", value: "growth" },
          { key: "seen", value: "" },
        ],
      },
    },
    { id: "owner", label: "Owner", value: { type: "references", items: [] } },
    { id: "lastUsed", label: "Last used", value: { type: "text", text: "" } },
    {
      id: "created",
      label: "Created",
      value: { type: "date", date: new Date("2024-05-17T09:30:00.123Z") },
      note: "by Ada Lovelace",
    },
  ],
  actions: [actionId("edit"), actionId("delete")],
};

export const actions = [
  { id: "edit", title: "Edit", icon: "edit", destructive: false },
  { id: "rotate", title: "Rotate", icon: "sync", destructive: false },
  { id: "delete", title: "Delete", icon: "trash", destructive: true },
];

const long = "Extraordinarily-long-name-without-a-single-space-".repeat(5);
const arabic = "عميل المزامنة الليلية";

export const awkwardCredential: Credential = {
  ...credential,
  label: `<img src=x onerror=alert(1)> ${arabic} ${long}`,
  state: "expiring",
  details: [
    { id: "name", label: "Name", value: { type: "code", text: `apiClients/<script>${long}` } },
    ...credential.details.slice(2, 3),
    { id: "labels", label: "Labels", value: { type: "pairs", pairs: [{ key: long, value: arabic }] } },
    { id: "roles", label: "Roles", value: { type: "references", items: [{ id: long, label: arabic }] } },
  ],
};
