import type * as vscode from "vscode";
import { parseReminders, type Reminders } from "./reminders.ts";

const KEY = "expiry.reminders";

export interface ReminderMemory {
  read(): Reminders;
  write(reminders: Reminders): Promise<void>;
}

/** What was told of and what is not to be told of, for all windows of this person. */
export const reminderMemory = (memento: vscode.Memento): ReminderMemory => ({
  read: () => parseReminders(memento.get(KEY)),
  async write(reminders) {
    await memento.update(KEY, reminders);
  },
});
