import * as v from "valibot";
import { where } from "../messages.ts";

/** What the page of a rotation says. */
export const fromRotation = v.variant("type", [
  /** At each load of the page: the first, after the tab was hidden, after the window was reloaded. */
  v.object({ type: v.literal("ready") }),
  v.object({ type: v.literal("refresh") }),
  /** One of the buttons that it was told to show. */
  v.object({ type: v.literal("act"), act: v.string() }),
  /** What is being done is to stop. */
  v.object({ type: v.literal("cancel") }),
]);
export type FromRotation = v.InferOutput<typeof fromRotation>;

const sentButton = v.object({
  act: v.string(),
  label: v.string(),
  icon: v.string(),
  kind: v.picklist(["primary", "secondary", "danger"]),
});
export type SentButton = Readonly<v.InferOutput<typeof sentButton>>;

const sentStep = v.object({
  id: v.string(),
  title: v.string(),
  state: v.picklist(["done", "now", "later"]),
  text: v.array(v.string()),
  /** What is to be known before one goes on. */
  warnings: v.array(v.string()),
  /** Public identifiers. */
  facts: v.array(v.object({ label: v.string(), text: v.string() })),
  buttons: v.array(sentButton),
});
export type SentStep = Readonly<v.InferOutput<typeof sentStep>>;

/** What the host says. */
export const toRotation = v.variant("type", [
  v.object({
    type: v.literal("show"),
    /** Opaque to the page, which keeps it so that a reloaded window knows what the tab was about. */
    ref: v.unknown(),
    where: v.optional(where),
    heading: v.string(),
    /** The server is being asked how things stand. */
    refreshing: v.boolean(),
    /** What is being done now; no button may be pressed meanwhile. */
    busy: v.optional(v.string()),
    /** Why nothing can be shown, or not what is true now. */
    problem: v.optional(v.string()),
    warnings: v.array(v.string()),
    /** Everything is done: what came of it. */
    over: v.optional(v.string()),
    steps: v.array(sentStep),
    /** What is not part of a step. */
    buttons: v.array(sentButton),
  }),
  /** Something that the person asked for did not work. */
  v.object({ type: v.literal("failed"), message: v.string() }),
]);
export type ToRotation = v.InferOutput<typeof toRotation>;
