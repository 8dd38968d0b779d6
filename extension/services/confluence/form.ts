import * as l10n from "@vscode/l10n";
import { ServiceError } from "../../core/errors.ts";
import { type Form, type FormValues, type Notice, textOf } from "../../core/form.ts";
import { Action, type ActionId } from "../../core/model.ts";
import type { Impact } from "../service.ts";
import { DEFAULT_MINUTES, LONGEST_MINUTES } from "./admin-key.ts";
import type { WireAdminKey } from "./wire.ts";

const OFFERED = [DEFAULT_MINUTES, 30, LONGEST_MINUTES];

/** A shorter difference is the time that it takes to choose. */
const SHORTENED_MS = 60_000;

const MINUTES = "minutes";

/** For how long. `now` is the server's clock; `key` is what is on already. */
export function durationForm(action: ActionId, site: string, key: WireAdminKey | undefined, now: Date): Form {
  const left = key?.expirationTime === undefined ? undefined : minutesUntil(key.expirationTime, now);
  return {
    title: action === Action.renew ? l10n.t("Renew the Admin Key") : l10n.t("Turn On the Admin Key"),
    ...(left === undefined ? {} : { intro: l10n.t("It is on, with {0} minutes left.", left) }),
    submitLabel: action === Action.renew ? l10n.t("Renew") : l10n.t("Turn On"),
    ...(action === Action.renew ? {} : { notice: noticeOf(site) }),
    fields: [
      {
        key: MINUTES,
        type: "choice",
        label: l10n.t("For how long?"),
        required: true,
        options: OFFERED.map(minutes => ({
          value: String(minutes),
          label: l10n.t("{0} minutes", minutes),
          ...(left !== undefined && minutes < left
            ? { description: l10n.t("ends earlier than now"), dangerous: true }
            : minutes === DEFAULT_MINUTES
              ? { description: l10n.t("as Confluence does by itself") }
              : minutes === LONGEST_MINUTES
                ? { description: l10n.t("the longest") }
                : {}),
        })),
        other: {
          label: l10n.t("Another time..."),
          prompt: l10n.t("Minutes, from 1 to {0}", LONGEST_MINUTES),
          pattern: {
            source: "[1-9]|[1-5]\\d|60",
            message: l10n.t("A whole number from 1 to {0}.", LONGEST_MINUTES),
          },
        },
      },
    ],
    values: { [MINUTES]: String(DEFAULT_MINUTES) },
  };
}

const noticeOf = (site: string): Notice => ({
  id: "confluence.adminKey",
  title: l10n.t("Turn on the admin key of {0}?", site),
  text: [
    l10n.t("While it is on, you can see and change content that is restricted from you."),
    l10n.t("Confluence records it in the audit log: when you turn it on and off, and what you view and edit with it."),
    l10n.t("Owners of content that you view with it may get an email."),
  ],
  confirmLabel: l10n.t("Continue"),
});

/** The minutes that were chosen; throws where they are none from 1 to 60. */
export function minutesOf(input: FormValues): number {
  const text = textOf(input, MINUTES).trim();
  const minutes = Number(text);
  if (/^\d{1,2}$/u.test(text) && minutes >= 1 && minutes <= LONGEST_MINUTES) return minutes;
  throw new ServiceError({
    kind: "invalid",
    field: MINUTES,
    message: l10n.t("An admin key is on for 1 to {0} whole minutes.", LONGEST_MINUTES),
  });
}

/** What turning on or renewing does to a key that is on: nothing to ask about unless it would end earlier. */
export function shorteningImpact(minutes: number, key: WireAdminKey | undefined, now: Date): Impact {
  const wouldEnd = now.getTime() + minutes * 60_000;
  const end = key?.expirationTime?.getTime();
  const shortens = end !== undefined && end - wouldEnd > SHORTENED_MS;
  return {
    question: l10n.t("Let the admin key end earlier?"),
    effects: shortens
      ? [
          l10n.t(
            "It is on for {0} more minutes. With this it ends in {1} minutes, also for what else uses it: the browser, scripts, other windows.",
            minutesUntil(new Date(end), now),
            minutes,
          ),
        ]
      : [],
    confirmLabel: l10n.t("End Earlier"),
  };
}

const minutesUntil = (end: Date, now: Date): number =>
  Math.max(0, Math.round((end.getTime() - now.getTime()) / 60_000));
