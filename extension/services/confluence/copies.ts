import { shellQuoted } from "../../core/shell.ts";
import type { SignIn } from "../service.ts";
import { KEY_HEADER } from "./client.ts";

/** The header that a request of one's own needs. */
export const headerLine = (): string => `${KEY_HEADER.name}: ${KEY_HEADER.value}`;

/** A request of one's own. The token is a variable of the shell, never the value. */
export const curlCommand = (baseUrl: string, { values }: SignIn): string =>
  [
    "curl --request GET",
    `--url ${shellQuoted(`${baseUrl}/wiki/api/v2/pages?limit=25`)}`,
    `--user ${shellQuoted(`${values["email"] ?? ""}:`)}"$CONFLUENCE_API_TOKEN"`,
    `--header 'Accept: application/json'`,
    `--header ${shellQuoted(headerLine())}`,
  ].join(" \\\n  ");
