import * as l10n from "@vscode/l10n";
import { DAY_MS } from "../../core/day.ts";
import { momentText } from "../../core/form.ts";
import { UNREADABLE } from "../../core/wire-time.ts";
import type { Twin } from "../service.ts";
import { valuesOf } from "./form.ts";
import type { WireAccessKey } from "./wire.ts";

/** Where nobody knows how long the old one was meant to live. */
const DEFAULT_DAYS = 90;

/** The same name and roles, and as long a life, counted from now. The secret is made when it is created. */
export function twinOf(key: WireAccessKey, now: Date): Twin {
  const { expiration, creation_time: created, workspace_roles: roles } = key;
  const lifetime =
    expiration instanceof Date && created instanceof Date ? expiration.getTime() - created.getTime() : undefined;
  const ends = expiration instanceof Date || expiration === UNREADABLE;
  const isKnown = lifetime !== undefined && lifetime > 0;
  const end = now.getTime() + (isKnown ? lifetime : DEFAULT_DAYS * DAY_MS);
  const wholeSeconds = new Date(Math.ceil(end / 1000) * 1000);
  return {
    values: { ...valuesOf(key), expiration: ends ? momentText(wholeSeconds) : "" },
    notes: [
      ...(ends && !isKnown
        ? [
            l10n.t(
              "Octane does not say for how long the old key was meant to live, so the new one ends in {0} days. You can change that afterwards.",
              DEFAULT_DAYS,
            ),
          ]
        : []),
      ...(roles ? [] : [l10n.t("Octane does not say which roles the old key has, so the new one begins without any.")]),
    ],
  };
}
