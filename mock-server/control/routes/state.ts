import * as v from "valibot";
import { resettable } from "../controlled.ts";
import { endpoint } from "../endpoint.ts";
import { health } from "./health.ts";

const state = v.object({ version: v.literal(1), seed: v.string(), services: v.looseObject({}) });

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
    body: v.strictObject({
      seed: v.optional(v.string()),
      only: v.optional(v.array(v.picklist(resettable))),
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
