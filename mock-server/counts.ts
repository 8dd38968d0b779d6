import type { RunningService } from "./service.ts";
import { listIn, savedForm } from "./store/state-writer.ts";

/** How many there are of each of the services' resources: whatever a state keeps as a list. */
export function countsOf(services: ReadonlyMap<string, RunningService>): readonly object[] {
  return [...services].map(([name, service]) => ({
    name,
    resources: Object.fromEntries(
      Object.entries(savedForm(service.state()) ?? {}).flatMap(([resource, kept]: [string, unknown]) => {
        const list = listIn(kept);
        return list === undefined ? [] : [[resource, list.length]];
      }),
    ),
  }));
}
