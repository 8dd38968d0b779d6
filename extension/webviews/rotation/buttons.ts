import * as l10n from "@vscode/l10n";
import type { Act } from "../../rotation/steps.ts";
import type { Names } from "./backend.ts";
import type { SentButton } from "./messages.ts";

/** How an act is offered; what it does on a server that can't be taken back looks dangerous. */
export function buttonOf(act: Act, { end }: Names, completes: string): SentButton {
  switch (act) {
    case "create":
      return { act, label: l10n.t("Create the New One"), icon: "add", kind: "primary" };
    case "settle":
      return { act, label: l10n.t("Find Out"), icon: "search", kind: "primary" };
    case "chooseTwin":
      return { act, label: l10n.t("It Was Created: Choose It..."), icon: "list-selection", kind: "primary" };
    case "startAgain":
      return { act, label: l10n.t("There Is None: Begin Again"), icon: "discard", kind: "secondary" };
    case "complete":
      return { act, label: completes, icon: "shield", kind: "primary" };
    case "saveToEnv":
      return { act, label: l10n.t("Save to .env..."), icon: "file-code", kind: "primary" };
    case "deliver":
      return { act, label: l10n.t("Deliver It Otherwise..."), icon: "package", kind: "secondary" };
    case "markDelivered":
      return { act, label: l10n.t("It Is Where It Is Needed"), icon: "check", kind: "secondary" };
    case "unmarkDelivered":
      return { act, label: l10n.t("Not Yet Everywhere"), icon: "discard", kind: "secondary" };
    case "whereUsed":
      return { act, label: l10n.t("Where Is the Old One Used?"), icon: "search", kind: "secondary" };
    case "confirm":
      return { act, label: l10n.t("Everything Uses the New One"), icon: "check-all", kind: "primary" };
    case "unconfirm":
      return { act, label: l10n.t("Something Still Uses the Old One"), icon: "discard", kind: "secondary" };
    case "switchSignIn":
      return { act, label: l10n.t("Sign In with the New One"), icon: "sign-in", kind: "primary" };
    case "signInAgain":
      return { act, label: l10n.t("Sign In Again..."), icon: "sign-in", kind: "primary" };
    case "end":
      return { act, label: `${end}...`, icon: "trash", kind: "danger" };
    case "finish":
      return { act, label: l10n.t("Close This Rotation"), icon: "check", kind: "primary" };
    case "abandon":
      return { act, label: l10n.t("Abandon..."), icon: "close", kind: "secondary" };
    case "showOld":
      return { act, label: l10n.t("Details of the Old One"), icon: "key", kind: "secondary" };
    case "showTwin":
      return { act, label: l10n.t("Details of the New One"), icon: "key", kind: "secondary" };
  }
}

/** What is said while it is being done. */
export function doingWords(act: Act): string {
  switch (act) {
    case "create":
      return l10n.t("Creating the new one...");
    case "settle":
      return l10n.t("Asking the server what became of it...");
    case "complete":
      return l10n.t("Giving it the same access...");
    case "switchSignIn":
      return l10n.t("Trying to sign in with the new one...");
    case "end":
      return l10n.t("Ending the old one, once you agree...");
    default:
      return l10n.t("Working...");
  }
}
