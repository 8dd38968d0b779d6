import * as v from "valibot";
import { endpoint } from "../endpoint.ts";

export const health = v.object({
  status: v.literal("ok"),
  version: v.string(),
  pid: v.number(),
  /** The state file, or "memory". */
  db: v.string(),
  /** Where the state file is kept that was found damaged at the start; its last good copy is in use then. */
  damaged: v.optional(v.string()),
  seed: v.string(),
  services: v.array(v.string()),
  now: v.string(),
});

export const healthEndpoints = [
  endpoint({
    method: "GET",
    path: "/__mock/health",
    summary: "Whether the server is there, and what it runs on",
    answer: health,
    handle: ({ health: state }) => state(),
  }),
  endpoint({
    method: "GET",
    path: "/__mock/services",
    summary: "How many there are of each service's resources",
    answer: v.object({
      services: v.array(v.object({ name: v.string(), resources: v.objectWithRest({}, v.number()) })),
    }),
    handle: ({ counts }) => ({ services: counts() }),
  }),
];
