import * as l10n from "@vscode/l10n";
import { Secret } from "../../core/secret.ts";
import type { MockedService } from "../service.ts";
import { siteAddress } from "./site-address.ts";

/** The text field of the sign-in that says on which day the API token ends. */
export const TOKEN_ENDS = "tokenEnds";

/** Confluence as it is offered when a connection is added. */
export const info = (): MockedService["info"] => ({
  id: "confluence",
  name: "Confluence Cloud",
  shortName: "Confluence",
  summary: l10n.t("The admin key: see restricted content for a limited time (Premium and Enterprise)"),
  icon: "book",
  documentationUrl: "https://developer.atlassian.com/cloud/confluence/rest/v2/api-group-admin-key/",
  credentialNoun: { one: l10n.t("admin key"), many: l10n.t("admin keys") },
  // Every customer has a site of their own.
  servers: [],
  ownServer: {
    label: l10n.t("Your site..."),
    description: l10n.t("its name or address, such as acme.atlassian.net"),
    prompt: l10n.t("The name of the site, or the address of any page on it."),
    placeholder: "acme.atlassian.net",
    complete: siteAddress,
  },
  signInMethods: [
    {
      id: "apiToken",
      label: l10n.t("Email and API token"),
      description: l10n.t("An API token without scopes, of an organization or site admin"),
      help: {
        url: "https://id.atlassian.com/manage-profile/security/api-tokens",
        linkLabel: l10n.t("Create an API token (choose the one without scopes)"),
        rights: l10n.t("The account has to be an organization admin or a site admin."),
        lifetime: l10n.t(
          "Create it without scopes: a token with scopes can't turn the admin key on. It ends after a year at most.",
        ),
      },
      fields: [
        {
          key: "email",
          type: "text",
          label: l10n.t("Email"),
          required: true,
          // A colon would end the user's name in the header.
          pattern: { source: "[^\\s:@]+@[^\\s:@]+", message: l10n.t("That is not an email address.") },
        },
        { key: "apiToken", type: "secret", label: l10n.t("API token"), required: true },
        {
          key: TOKEN_ENDS,
          type: "text",
          label: l10n.t("Token ends on"),
          help: l10n.t(
            "Optional: year-month-day. Confluence doesn't tell, so Keyporter reminds you only if you say it.",
          ),
          placeholder: "2027-01-31",
          day: true,
        },
      ],
      endsField: TOKEN_ENDS,
    },
  ],
  connectionFields: [],
  rowsAtOnce: 1,
  // What the mock server's demo seed lets in; it opens nothing else.
  demo: {
    signIn: {
      method: "apiToken",
      values: { email: "admin@keyporter.example", [TOKEN_ENDS]: "" },
      secrets: { apiToken: new Secret("demo-confluence-token") },
    },
    fields: {},
  },
});
