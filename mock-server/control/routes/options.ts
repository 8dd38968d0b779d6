import { changesSchema, optionsSchema } from "../../options.ts";
import * as v from "valibot";
import { endpoint } from "../endpoint.ts";

export const optionEndpoints = [
  endpoint({
    method: "GET",
    path: "/__mock/options",
    summary: "How the services behave",
    answer: optionsSchema,
    handle: ({ options }) => options(),
  }),
  endpoint({
    method: "POST",
    path: "/__mock/options",
    summary: "Changes how the services behave, at once",
    // The options know better what is wrong with a change.
    body: v.unknown(),
    bodyShown: changesSchema,
    answer: optionsSchema,
    handle: ({ options, setOptions }, { body }) => {
      setOptions(body);
      return options();
    },
  }),
];
