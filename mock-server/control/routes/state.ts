import * as v from "valibot";
import { resettable } from "../controlled.ts";
import { endpoint } from "../endpoint.ts";
import { health } from "./health.ts";

const state = v.object({
  version: v.pipe(v.literal(1), v.description("Of this form.")),
  seed: v.pipe(v.string(), v.description("What it began with, and begins with again when it is reset.")),
  services: v.pipe(v.looseObject({}), v.description("What each service holds, by its name.")),
});

export const stateEndpoints = [
  endpoint({
    method: "GET",
    path: "/__mock/state",
    summary: "The whole state, secrets included, in the form of the state file; also good as a seed",
    answer: state,
    handle: ({ exportState }) => exportState(),
  }),
  endpoint({
    method: "PUT",
    path: "/__mock/state",
    summary: "Takes over a state that was exported; a service that it lacks stays as it is",
    body: state,
    answer: health,
    errors: { 507: "The state could not be saved; nothing was changed." },
    handle: async (controlled, { body }) => {
      await controlled.importState(body);
      return controlled.health();
    },
  }),
  endpoint({
    method: "POST",
    path: "/__mock/reset",
    summary: "Begins anew: everything, or what `only` names; with another seed if one is given",
    description:
      "With the state go all sign-ins that it knew: Octane's sessions and the access tokens of Confidence end, so clients " +
      "sign in again, and Confluence's admin keys are off. Tokens that are part of the seed, and sessions where a random seed is set, go on.",
    body: v.strictObject({
      seed: v.optional(
        v.pipe(
          v.string(),
          v.description("demo, empty, large:N or the path of a .json file; the one before if left out."),
        ),
      ),
      only: v.optional(
        v.pipe(v.array(v.picklist(resettable)), v.description("What begins anew; all of it if left out.")),
      ),
    }),
    withoutBody: {},
    answer: health,
    errors: { 507: "The state could not be saved; nothing was changed." },
    handle: async (controlled, { body }) => {
      await controlled.reset(body.seed, body.only ?? resettable);
      return controlled.health();
    },
  }),
];
