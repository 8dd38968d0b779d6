import * as v from "valibot";
import { faultsSchema } from "../../faults/faults.ts";
import { HttpFailure } from "../../http-failure.ts";
import { endpoint } from "../endpoint.ts";

const list = v.object({
  faults: v.pipe(
    v.array(v.looseObject({ id: v.pipe(v.string(), v.description("By which it can be forgotten.")) })),
    v.description("As they were added, each with what is left of `times`."),
  ),
});

export const faultEndpoints = [
  endpoint({
    method: "GET",
    path: "/__mock/faults",
    summary: "The faults that wait for their requests, in the order they are tried",
    answer: list,
    handle: ({ faults }) => ({ faults: faults.list() }),
  }),
  endpoint({
    method: "POST",
    path: "/__mock/faults",
    summary: "Adds a fault, or a list of them",
    body: faultsSchema,
    answer: list,
    handle: ({ faults }, { body }) => {
      for (const fault of [body].flat()) faults.add(fault);
      return { faults: faults.list() };
    },
  }),
  endpoint({
    method: "DELETE",
    path: "/__mock/faults",
    summary: "Forgets all faults",
    answer: list,
    handle: ({ faults }) => {
      faults.clear();
      return { faults: [] };
    },
  }),
  endpoint({
    method: "DELETE",
    path: "/__mock/faults/{name}",
    summary: "Forgets the fault with this id",
    answer: list,
    errors: { 404: "There is no fault with this id; it may be used up." },
    handle: ({ faults }, { name }) => {
      if (!faults.remove(name)) throw new HttpFailure(404, `There is no fault ${JSON.stringify(name)}.`);
      return { faults: faults.list() };
    },
  }),
];
