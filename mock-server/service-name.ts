import * as v from "valibot";
import { serviceNames } from "./owners.ts";

/** A service by its name. A misspelt one fits no request: its fault would never come, and "never called" always hold. */
export const serviceName = v.picklist(serviceNames, `There is no such service; there are ${serviceNames.join(", ")}.`);
