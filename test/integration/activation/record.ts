import * as v from "valibot";

/** What was seen of the extension's activation. */
export const Activation = v.object({
  loadMilliseconds: v.number(),
  activateMilliseconds: v.number(),
  /** Files, sockets, processes: each call that came out of our bundle between the start and the end of activate(). */
  calls: v.array(v.string()),
});

export type Activation = v.InferOutput<typeof Activation>;

/** Where the watching part leaves it for the tests: two bundles in one process share only the global object. */
export const place = Symbol.for("keyporter.test.activation");

/** What the watching part has left, which is nothing where the extension has not been activated. */
export const seenActivation = (): unknown => Reflect.get(globalThis, place);

/** The activation that was watched; fails when none was. */
export const watchedActivation = (): Activation => v.parse(Activation, seenActivation());
