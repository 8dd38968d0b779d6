import * as l10n from "@vscode/l10n";
import type { Environment } from "./connection.ts";

/** An environment as a person reads it. */
export function environmentWords(environment: Environment): string {
  switch (environment) {
    case "production":
      return l10n.t("Production");
    case "test":
      return l10n.t("Test");
    case "mock":
      return l10n.t("Mock");
  }
}
