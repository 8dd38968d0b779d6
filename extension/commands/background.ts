import * as vscode from "vscode";
import type { Disposable } from "../core/disposable.ts";
import { watchFirstSteps } from "./first-steps.ts";
import { handleLinks } from "./handle-links.ts";
import type { Parts } from "./parts.ts";
import { settleInBackground } from "./settle-in-background.ts";
import { startExpiry } from "./start-expiry.ts";

/** What goes on without a command. */
export const startBackground = (parts: Parts): Disposable =>
  vscode.Disposable.from(startExpiry(parts), settleInBackground(parts), handleLinks(parts), watchFirstSteps(parts));
