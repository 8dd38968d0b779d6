import * as v from "valibot";
import { endpoint } from "../endpoint.ts";

const snapshot = v.object({
  name: v.pipe(v.string(), v.description("What it was saved under.")),
  savedAt: v.pipe(v.string(), v.description("When, by the clock that everything goes by.")),
  seed: v.pipe(v.string(), v.description("What its state began with.")),
  bytes: v.pipe(v.number(), v.description("The size of its state as JSON.")),
});
const list = v.object({
  snapshots: v.pipe(v.array(snapshot), v.description("In the order in which they were saved.")),
});
const unknownName = { 404: "There is no snapshot of that name." };

export const snapshotEndpoints = [
  endpoint({
    method: "GET",
    path: "/__mock/snapshots",
    summary: "The snapshots of the state; they are in memory and gone with the process",
    answer: list,
    handle: ({ snapshots }) => ({ snapshots: snapshots.list() }),
  }),
  endpoint({
    method: "POST",
    path: "/__mock/snapshots",
    summary: "Puts the state by under a name; replaces a snapshot of that name",
    body: v.strictObject({
      name: v.pipe(v.string(), v.minLength(1), v.maxLength(100), v.description("What it is to be restored by.")),
    }),
    answer: snapshot,
    errors: { 409: "There are too many snapshots." },
    handle: ({ snapshots }, { body }) => snapshots.save(body.name),
  }),
  endpoint({
    method: "POST",
    path: "/__mock/snapshots/{name}/restore",
    summary: "Brings the state back as it was; clock, faults and options stay as they are",
    answer: snapshot,
    errors: { ...unknownName, 507: "The state could not be saved; nothing was changed." },
    handle: ({ snapshots }, { name }) => snapshots.restore(name),
  }),
  endpoint({
    method: "DELETE",
    path: "/__mock/snapshots/{name}",
    summary: "Forgets a snapshot",
    answer: list,
    errors: unknownName,
    handle: ({ snapshots }, { name }) => {
      snapshots.remove(name);
      return { snapshots: snapshots.list() };
    },
  }),
];
