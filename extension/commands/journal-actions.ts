import type { Activity } from "../activity/activity.ts";
import { entryOf } from "../activity/entry-of.ts";
import type { Disposable } from "../core/disposable.ts";
import { serviceById } from "../services/catalog.ts";
import type { Actions } from "./actions.ts";

/** Notes every action that was tried, under the title that the person saw. */
export const journalActions = (actions: Actions, activity: Activity): Disposable =>
  actions.onDidAttempt(attempt => {
    const info = serviceById(attempt.connection.service)?.actions.get(attempt.ref.action);
    activity.record(entryOf(attempt, info?.title ?? attempt.ref.action, new Date()));
  });
