import * as l10n from "@vscode/l10n";
import { number } from "../../core/local.ts";
import { clean } from "../../core/clean-text.ts";
import type { ReportState } from "./messages.ts";

/** After a reload of the window. */
export const reloaded = (): ReportState => ({
  type: "waiting",
  message: l10n.t(
    "The window was reloaded. What had been found is kept nowhere, and the server is not asked again by itself.",
  ),
});

/** Its connection was removed, and is there again. */
export const back = (): ReportState => ({
  type: "waiting",
  message: l10n.t("The connection of this page is back."),
});

/** Its connection was removed. */
export const gone = (): ReportState => ({
  type: "gone",
  message: l10n.t("The connection of this page was removed. Add it again in the Credentials view, or close this tab."),
});

/** The person stopped it. */
export const stoppedWords = (found: number): string =>
  l10n.t("Stopped, so this list is incomplete: {0} found so far.", number(found));

/** What was read would come from another server, or be what somebody else may see. */
export const resetWords = (): string =>
  l10n.t("The connection's address or sign-in changed in the middle, so this list is incomplete. Run this again.");

/** The service left without a word. */
export const endedEarlyWords = (): string =>
  l10n.t("The reading ended before everything was read, so this list is incomplete. Run this again.");

/** Behind what went wrong, where something had been found. */
export const keptWords = (found: number): string =>
  l10n.t("This list is incomplete: {0} found until then.", number(found));

/** Below a copied list that is not all there is. */
export const partWords = (message: string): string => l10n.t("Incomplete: {0}", message);

/** A link that leads elsewhere. */
export const notOwnWords = (label: string): string =>
  l10n.t("“{0}” was not opened: its address is not on this connection's server. Run this again.", clean(label));

/** Until there is something to tell. */
export const readingWords = (): string => l10n.t("Reading...");
