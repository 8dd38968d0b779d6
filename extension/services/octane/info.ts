import * as l10n from "@vscode/l10n";
import { Action } from "../../core/model.ts";
import { Secret } from "../../core/secret.ts";
import type { MockedService } from "../service.ts";
import { curl } from "./curl.ts";
import { SHARED_SPACE } from "./session.ts";

/** Octane as it is offered when a connection is added. */
export const info = (): MockedService["info"] => ({
  id: "octane",
  name: "OpenText ALM Octane",
  shortName: "Octane",
  summary: l10n.t("API access keys of a shared space (also ValueEdge, Core Software Delivery Platform)"),
  icon: "server-environment",
  documentationUrl: "https://admhelp.microfocus.com/octane/en/latest/Online/Content/API/API_Keys.htm",
  credentialNoun: { one: l10n.t("API access key"), many: l10n.t("API access keys") },
  // Every customer has an address of their own.
  servers: [],
  signInMethods: [
    {
      id: "key",
      label: l10n.t("API access key"),
      description: l10n.t("Client ID and secret; works where users sign in through SSO"),
      help: {
        url: "https://admhelp.microfocus.com/octane/en/latest/Online/Content/AdminGuide/how_setup_APIaccess.htm",
        linkLabel: l10n.t("How to make an API access key in Octane"),
        rights: l10n.t("The key needs the role of a shared space admin."),
        lifetime: l10n.t("It works until it expires or is revoked. Keyporter then asks you to sign in again."),
      },
      fields: [
        { key: "clientId", type: "text", label: l10n.t("Client ID"), required: true },
        { key: "clientSecret", type: "secret", label: l10n.t("Client secret"), required: true },
      ],
    },
    {
      id: "user",
      label: l10n.t("User and password"),
      description: l10n.t("Begins a session; not possible where the server allows API access keys only"),
      help: userHelp(),
      fields: userFields(),
    },
    {
      id: "basic",
      label: l10n.t("Basic authentication"),
      description: l10n.t("User or client ID with each request; only where the server supports it"),
      help: userHelp(),
      fields: userFields(),
    },
  ],
  connectionFields: [
    {
      key: SHARED_SPACE,
      type: "text",
      label: l10n.t("Shared space"),
      help: l10n.t("Its id, as in the address of Octane's own pages after “p=”."),
      required: true,
      placeholder: "1001",
      pattern: { source: "\\s*\\d+\\s*", message: l10n.t("An id is a number.") },
    },
  ],
  queryLanguage: {
    name: l10n.t("Octane query"),
    example: "name EQ ^deploy*^;is_valid EQ true",
    helpUrl: "https://admhelp.microfocus.com/octane/en/latest/Online/Content/API/query_Clause.htm",
  },
  rowsAtOnce: 10_000,
  rotation: { endsWith: Action.revoke },
  curl,
  // What the mock server's demo seed lets in; it opens nothing else.
  demo: {
    signIn: {
      method: "user",
      values: { user: "admin@keyporter.example" },
      secrets: { password: new Secret("Demo-passw0rd") },
    },
    fields: { [SHARED_SPACE]: "1001" },
  },
});

const userHelp = () => ({
  url: "https://admhelp.microfocus.com/octane/en/latest/Online/Content/API/sign-in.htm",
  linkLabel: l10n.t("How Octane's API signs in"),
  rights: l10n.t("The user has to be a shared space admin."),
  lifetime: l10n.t("It works until the password is changed."),
});

const userFields = () => [
  { key: "user", type: "text" as const, label: l10n.t("User"), required: true },
  { key: "password", type: "secret" as const, label: l10n.t("Password"), required: true },
];
