import * as v from "valibot";
import { type Unit, units } from "../../overview/calendar.ts";

/** How the overview is looked at: all that a reloaded window needs to show it again. */
export interface OverviewRef {
  readonly unit: Unit;
}

export const overviewRef: v.GenericSchema<unknown, OverviewRef> = v.object({ unit: v.picklist(units) });

/** There is one overview. */
export const overviewRefKey = (): string => "overview";
