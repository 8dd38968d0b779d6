import type { Endpoint } from "./endpoint.ts";
import { clockEndpoints } from "./routes/clock.ts";
import { faultEndpoints } from "./routes/faults.ts";
import { healthEndpoints } from "./routes/health.ts";
import { journalEndpoints } from "./routes/journal.ts";
import { optionEndpoints } from "./routes/options.ts";
import { snapshotEndpoints } from "./routes/snapshots.ts";
import { stateEndpoints } from "./routes/state.ts";

/** Everything the control API can do; its router and its document are made from this. */
export const endpoints: readonly Endpoint[] = [
  ...healthEndpoints,
  ...stateEndpoints,
  ...snapshotEndpoints,
  ...journalEndpoints,
  ...clockEndpoints,
  ...faultEndpoints,
  ...optionEndpoints,
];
