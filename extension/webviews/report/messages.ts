import * as v from "valibot";
import { where } from "../messages.ts";

/** What the report page says. */
export const fromReport = v.variant("type", [
  /** At each load of the page: the first, after the tab was hidden, after the window was reloaded. */
  v.object({ type: v.literal("ready") }),
  v.object({ type: v.literal("run") }),
  v.object({ type: v.literal("stop") }),
  /** What was typed into the filter box. The host has it until the tab is closed, because what the page keeps ends up on disk. */
  v.object({ type: v.literal("filter"), text: v.string() }),
  /** A finding by its place in the list: a page names no address. */
  v.object({ type: v.literal("open"), index: v.pipe(v.number(), v.integer(), v.minValue(0)) }),
  /** What the filter lets through, as a list in Markdown. */
  v.object({ type: v.literal("copy"), filter: v.string() }),
]);
export type FromReport = v.InferOutput<typeof fromReport>;

const reportState = v.variant("type", [
  /** Not begun, until the person says so: the window was reloaded. */
  v.object({ type: v.literal("waiting"), message: v.string() }),
  v.object({ type: v.literal("reading"), message: v.string() }),
  v.object({ type: v.literal("complete"), message: v.string() }),
  /** The reading ended before everything was read, by itself or because the person stopped it. */
  v.object({ type: v.literal("incomplete"), message: v.string() }),
  v.object({ type: v.literal("failed"), message: v.string() }),
  /** Can't be read again: its connection is no longer here. */
  v.object({ type: v.literal("gone"), message: v.string() }),
]);
export type ReportState = v.InferOutput<typeof reportState>;

const sentFinding = v.object({
  group: v.string(),
  label: v.string(),
  where: v.exactOptional(v.string()),
  /** It has a page on the connection's own server. */
  opens: v.boolean(),
});
/** A `Finding` without its address. */
export type SentFinding = v.InferOutput<typeof sentFinding>;

/** What the host says. */
export const toReport = v.variant("type", [
  v.object({
    type: v.literal("show"),
    /** Opaque to the page, which keeps it so that a reloaded window knows what the tab was about. */
    ref: v.unknown(),
    where: v.optional(where),
    heading: v.string(),
    /** Another number, another reading: what was drawn before is out of date. */
    run: v.number(),
    state: reportState,
    /** So many were found; they come in `found`. */
    count: v.number(),
    filter: v.string(),
  }),
  /** More of this reading, to be put behind what there is. */
  v.object({ type: v.literal("found"), findings: v.array(sentFinding) }),
  v.object({ type: v.literal("copied"), count: v.number() }),
  /** Something that the person asked for did not work. */
  v.object({ type: v.literal("failed"), message: v.string() }),
]);
export type ToReport = v.InferOutput<typeof toReport>;
