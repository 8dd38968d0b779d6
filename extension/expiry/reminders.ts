import * as v from "valibot";
import type { ExpiryItem } from "./item.ts";

/*
 * Who was told of what, and who does not want to be: at most one reminder for each item and day, none once it was told that
 * something is over, none while it is snoozed or silenced. All of it counts for one end only: after an extension it begins anew.
 */

export const reminderSchema = v.object({
  /** Connection and credential. */
  key: v.string(),
  /** The end that this is about, as ISO text; empty where it is not known. */
  endsAt: v.string(),
  /** The day, here, on which it was told last: `2026-11-22`. */
  toldOn: v.exactOptional(v.string()),
  /** That it is over was told. */
  overTold: v.exactOptional(v.literal(true)),
  /** Not before this moment, as ISO text. */
  snoozedUntil: v.exactOptional(v.string()),
  /** "Don't ask again" */
  silent: v.exactOptional(v.literal(true)),
});
export type Reminder = v.InferOutput<typeof reminderSchema>;
export type Reminders = readonly Reminder[];

/** What was stored, without what can't be read any more: at worst a reminder comes twice. */
export function parseReminders(stored: unknown): Reminders {
  return (Array.isArray(stored) ? stored : []).flatMap((item: unknown) => {
    const parsed = v.safeParse(reminderSchema, item);
    return parsed.success ? [parsed.output] : [];
  });
}

/** What an item is remembered by. */
export const keyOf = (item: ExpiryItem): string =>
  item.type === "sign-in" ? `${item.connection.id} sign-in` : `${item.connection.id} credential ${item.credential.id}`;

/** The day of a moment where the person is: `2026-11-22`. */
export function dayOf(moment: Date): string {
  const [year, month, day] = [moment.getFullYear(), moment.getMonth() + 1, moment.getDate()];
  return [String(year), String(month).padStart(2, "0"), String(day).padStart(2, "0")].join("-");
}

/** The items that are to be told of now. */
export function dueOf(items: readonly ExpiryItem[], reminders: Reminders, now: Date): readonly ExpiryItem[] {
  const byKey = new Map(reminders.map(reminder => [reminder.key, reminder]));
  return items.filter(item => {
    const reminder = byKey.get(keyOf(item));
    if (reminder?.endsAt !== endOf(item)) return true;
    if (reminder.silent === true || reminder.toldOn === dayOf(now)) return false;
    if (reminder.snoozedUntil !== undefined && reminder.snoozedUntil > now.toISOString()) return false;
    return !(item.urgency === "expired" && reminder.overTold === true);
  });
}

/** After these items were told of. */
export const told = (items: readonly ExpiryItem[], reminders: Reminders, now: Date): Reminders =>
  changed(items, reminders, (reminder, item) => ({
    key: reminder.key,
    endsAt: reminder.endsAt,
    toldOn: dayOf(now),
    ...(item.urgency === "expired" && { overTold: true as const }),
  }));

/** After the person wished to be told of these items again at a later moment. */
export const snoozed = (items: readonly ExpiryItem[], reminders: Reminders, until: Date): Reminders =>
  // That it is over, if it is by then, is worth being told once more.
  changed(items, reminders, ({ key, endsAt }) => ({ key, endsAt, snoozedUntil: until.toISOString() }));

/** After the person wished to hear no more of these items. */
export const silenced = (items: readonly ExpiryItem[], reminders: Reminders): Reminders =>
  changed(items, reminders, ({ key, endsAt }) => ({ key, endsAt, silent: true as const }));

/** Without those of connections that are gone. */
export const withoutGone = (reminders: Reminders, connectionIds: readonly string[]): Reminders =>
  reminders.filter(({ key }) => connectionIds.some(id => key.startsWith(`${id} `)));

const endOf = ({ endsAt }: ExpiryItem): string =>
  endsAt === undefined || Number.isNaN(endsAt.getTime()) ? "" : endsAt.toISOString();

function changed(
  items: readonly ExpiryItem[],
  reminders: Reminders,
  change: (reminder: Reminder, item: ExpiryItem) => Reminder,
): Reminders {
  const byKey = new Map(reminders.map(reminder => [reminder.key, reminder]));
  for (const item of items) {
    const key = keyOf(item);
    byKey.set(key, change({ key, endsAt: endOf(item) }, item));
  }
  return [...byKey.values()];
}
