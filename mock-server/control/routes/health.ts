import * as v from "valibot";
import { endpoint } from "../endpoint.ts";

export const health = v.object({
  status: v.pipe(v.literal("ok"), v.description("It answers, so it is.")),
  version: v.pipe(v.string(), v.description("Of keyporter-mock.")),
  pid: v.pipe(v.number(), v.description("The server's process.")),
  db: v.pipe(v.string(), v.description('The state file, or "memory".')),
  damaged: v.optional(
    v.pipe(
      v.string(),
      v.description(
        "Where the state file is kept that was found damaged at the start; its last good copy is in use then.",
      ),
    ),
  ),
  seed: v.pipe(v.string(), v.description("What the state began with, and begins with again when it is reset.")),
  services: v.pipe(v.array(v.string()), v.description("The services that it stands in for.")),
  now: v.pipe(v.string(), v.description("The time that everything goes by; see /__mock/clock.")),
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
      services: v.pipe(
        v.array(
          v.object({
            name: v.pipe(v.string(), v.description("As faults and the journal name it.")),
            resources: v.pipe(v.objectWithRest({}, v.number()), v.description("How many there are, by their kind.")),
          }),
        ),
        v.description("Each service that it stands in for."),
      ),
    }),
    handle: ({ counts }) => ({ services: counts() }),
  }),
];
