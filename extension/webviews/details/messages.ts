import * as v from "valibot";
import { sentAction, where } from "../messages.ts";

/** What the detail page says. */
export const fromDetails = v.variant("type", [
  /** At each load of the page: the first, after the tab was hidden, after the window was reloaded. */
  v.object({ type: v.literal("ready") }),
  v.object({ type: v.literal("refresh") }),
  v.object({ type: v.literal("reveal") }),
  /** The person hid the secret, or stopped waiting for it. */
  v.object({ type: v.literal("hide") }),
  /** `item` counts within references and pairs. `target` comes back in `copied`. */
  v.object({
    type: v.literal("copy"),
    target: v.string(),
    detail: v.string(),
    item: v.exactOptional(v.pipe(v.number(), v.integer(), v.minValue(0))),
  }),
  v.object({ type: v.literal("copySecret"), target: v.string() }),
  v.object({ type: v.literal("action"), action: v.string() }),
  /** One of `secret.actions` of the last `show`. */
  v.object({ type: v.literal("secretAction"), action: v.string() }),
  v.object({ type: v.literal("documentation") }),
]);
export type FromDetails = v.InferOutput<typeof fromDetails>;

const detailValue = v.variant("type", [
  v.object({ type: v.literal("text"), text: v.string() }),
  v.object({ type: v.literal("code"), text: v.string() }),
  /** `text` and `relative` are what the host made of it in the person's locale. */
  v.object({ type: v.literal("date"), iso: v.string(), text: v.string(), relative: v.string() }),
  v.object({
    type: v.literal("references"),
    items: v.array(v.object({ id: v.string(), label: v.exactOptional(v.string()) })),
  }),
  v.object({ type: v.literal("pairs"), pairs: v.array(v.object({ key: v.string(), value: v.string() })) }),
  v.object({ type: v.literal("secret") }),
]);

const sentDetail = v.object({
  id: v.string(),
  label: v.string(),
  value: detailValue,
  note: v.exactOptional(v.string()),
});
/** A `Detail` in which a date is text. */
export type SentDetail = v.InferOutput<typeof sentDetail>;

const sentCredential = v.object({
  label: v.string(),
  kind: v.string(),
  state: v.picklist(["active", "expiring", "expired", "revoked", "on", "off"]),
  stateText: v.string(),
  details: v.array(sentDetail),
  actions: v.array(sentAction),
});
export type SentCredential = v.InferOutput<typeof sentCredential>;

/** What the host says. */
export const toDetails = v.variant("type", [
  v.object({
    type: v.literal("show"),
    /** Opaque to the page, which keeps it so that a reloaded window finds the credential again. */
    ref: v.unknown(),
    where: v.optional(where),
    /** What was known last; missing while nothing is known yet. */
    credential: v.optional(sentCredential),
    /** A fresh answer is on its way. */
    refreshing: v.boolean(),
    /** `gone`: no longer on the server, or its connection is no longer here. */
    problem: v.optional(v.object({ message: v.string(), gone: v.boolean() })),
    documentation: v.boolean(),
    /** The server or the vault has the secret, as far as is known: there is something to reveal and to copy. */
    canReveal: v.boolean(),
    /** What is known about where the secret is kept, and what can be done about that; missing where it is not kept here. */
    secret: v.optional(v.object({ note: v.string(), actions: v.array(sentAction) })),
  }),
  /** Begin to reveal, as if the person had pressed the button; the page asks, so that no secret comes unasked. */
  v.object({ type: v.literal("askForSecret") }),
  v.object({ type: v.literal("secret"), value: v.string(), hideAfterSeconds: v.number() }),
  v.object({ type: v.literal("secretUnavailable"), message: v.string() }),
  v.object({ type: v.literal("copied"), target: v.string() }),
  /** Something that the person asked for did not work. */
  v.object({ type: v.literal("failed"), message: v.string() }),
]);
export type ToDetails = v.InferOutput<typeof toDetails>;
