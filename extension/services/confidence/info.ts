import * as l10n from "@vscode/l10n";
import { Action } from "../../core/model.ts";
import { Secret } from "../../core/secret.ts";
import type { MockedService } from "../service.ts";
import { curl } from "./curl.ts";

/** Confidence as it is offered when a connection is added. */
export const info = (): MockedService["info"] => ({
  id: "confidence",
  name: "Spotify Confidence",
  shortName: "Confidence",
  summary: l10n.t("API clients: machine users of the Confidence APIs"),
  icon: "radio-tower",
  documentationUrl: "https://confidence.spotify.com/docs/api/how-to-guides/iam/manage-api-clients",
  credentialNoun: { one: l10n.t("API client"), many: l10n.t("API clients") },
  servers: [
    { value: "https://iam.eu.confidence.dev", label: l10n.t("EU"), description: "iam.eu.confidence.dev" },
    { value: "https://iam.us.confidence.dev", label: l10n.t("US"), description: "iam.us.confidence.dev" },
    { value: "https://iam.confidence.dev", label: l10n.t("Global"), description: "iam.confidence.dev" },
  ],
  signInMethods: [
    {
      id: "client",
      label: l10n.t("Client ID and client secret"),
      description: l10n.t("Of an API client; exchanged for access tokens as needed"),
      help: {
        url: "https://app.confidence.spotify.com/admin/api-clients",
        linkLabel: l10n.t("Make an API client in Confidence"),
        rights: l10n.t("The API client needs a role that manages API clients, such as IAM Editor or Admin."),
        lifetime: l10n.t("It does not run out; it works until someone deletes the API client."),
      },
      fields: [
        {
          key: "clientId",
          type: "text",
          label: l10n.t("Client ID"),
          required: true,
          pattern: { source: "\\S+", message: l10n.t("A client ID has no spaces.") },
        },
        { key: "clientSecret", type: "secret", label: l10n.t("Client secret"), required: true },
      ],
    },
    {
      id: "token",
      label: l10n.t("Access token"),
      description: l10n.t("Pasted; for a quick look with your own rights"),
      help: {
        url: "https://app.confidence.spotify.com/debug",
        linkLabel: l10n.t("Copy an access token from Confidence"),
        rights: l10n.t("It carries your own rights: managing API clients needs IAM Editor or Admin."),
        lifetime: l10n.t(
          "It ends after a day at most. Keyporter then says so and asks for a new one; nothing is lost.",
        ),
      },
      fields: [{ key: "accessToken", type: "secret", label: l10n.t("Access token"), required: true }],
    },
  ],
  connectionFields: [],
  // A page has 100 at most, and each waits for the one before.
  rowsAtOnce: 1000,
  rotation: { endsWith: Action.delete },
  curl,
  // What the mock server's demo seed lets in; it opens nothing else.
  demo: {
    signIn: {
      method: "client",
      values: { clientId: "demo-confidence-client" },
      secrets: { clientSecret: new Secret("demo-confidence-secret") },
    },
    fields: {},
  },
});
