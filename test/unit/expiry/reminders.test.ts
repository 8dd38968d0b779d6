import { describe, expect, test } from "vitest";
import { type Known, itemsOf } from "../../../extension/expiry/item.ts";
import { itemLabel } from "../../../extension/expiry/item-words.ts";
import {
  dueOf,
  parseReminders,
  type Reminders,
  silenced,
  snoozed,
  told,
  withoutGone,
} from "../../../extension/expiry/reminders.ts";
import { connection, credential, inDays, now } from "./samples.ts";

const known = (at: Date = now, end: Date = inDays(3)): readonly Known[] => [
  {
    connection: connection("one"),
    credentials: [credential("ending", { expiresAt: end }), credential("over", { expiresAt: inDays(-3) })],
    signInEndsAt: inDays(9),
    now: at,
  },
];
const items = (at?: Date, end?: Date) => itemsOf(known(at, end), 14);
const due = (reminders: Reminders, at: Date = now, end?: Date): readonly string[] =>
  dueOf(items(at, end), reminders, at).map(itemLabel);
const everything = ["over", "ending", "Sign-in of “Space one”"];

describe("a reminder", () => {
  test("is due of everything that nobody was told of", () => {
    expect(due([])).toEqual(everything);
  });

  test("comes once a day, and that something is over only once", () => {
    const reminders = told(items(), [], now);
    expect(due(reminders)).toEqual([]);
    expect(due(reminders, inDays(1))).toEqual(["ending", "Sign-in of “Space one”"]);
    const next = told(items(inDays(1)), reminders, inDays(1));
    expect(due(next, inDays(1))).toEqual([]);
    expect(due(next, inDays(4))).toContain("ending");
    expect(due(told(items(inDays(4)), next, inDays(4)), inDays(5))).not.toContain("ending");
  });

  test("that is snoozed comes when it was to come, also of what is over", () => {
    const reminders = snoozed(items(), told(items(), [], now), inDays(7));
    expect(due(reminders, inDays(6.9))).toEqual([]);
    expect(due(reminders, inDays(7.1)).toSorted()).toEqual(everything.toSorted());
  });

  test("that nobody wants comes never again, but anew for another end", () => {
    const reminders = silenced(items(), told(items(), [], now));
    expect(due(reminders, inDays(2))).toEqual([]);
    expect(due(reminders, now, inDays(10))).toEqual(["ending"]);
  });

  test("of one thing leaves those of others alone", () => {
    const [first] = items();
    if (first === undefined) throw new Error("no item");
    expect(due(told([first], [], now))).toEqual(everything.slice(1));
  });

  test("is forgotten with its connection", () => {
    const reminders = told(items(), [], now);
    expect(withoutGone(reminders, ["one"])).toEqual(reminders);
    expect(withoutGone(reminders, ["on", "another"])).toEqual([]);
  });

  test("is remembered over a restart, and what can't be read is at worst told twice", () => {
    const reminders = snoozed(items(), told(items(), [], now), inDays(7));
    expect(parseReminders(JSON.parse(JSON.stringify(reminders)))).toEqual(reminders);
    expect(parseReminders([...reminders, { key: 5 }, "x"])).toEqual(reminders);
    expect(parseReminders("damaged")).toEqual([]);
    expect(parseReminders(undefined)).toEqual([]);
  });
});
