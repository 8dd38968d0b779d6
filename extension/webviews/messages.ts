import * as v from "valibot";

/*
 * The protocol between the extension host and its webviews: form/messages.ts, details/messages.ts, and here what they share.
 * Both sides parse what they get. Dates travel as ISO strings. A secret travels in one message only (`secret` of the
 * details), is shown until it is hidden again, and is never part of a webview's kept state.
 */

export const where = v.object({
  connection: v.string(),
  service: v.string(),
  environment: v.picklist(["production", "test", "mock"]),
  /** "Production", "Test", "Mock" in the person's language. */
  environmentLabel: v.string(),
  /** The host name or the words "bundled mock server". */
  server: v.string(),
  readOnly: v.boolean(),
});

/** Which connection a page belongs to: what the page's banner says, so that no mock can be taken for production. */
export type Where = Readonly<v.InferOutput<typeof where>>;

/** What a page with nothing of its own keeps with `setState`, so that it survives a reload of the window. */
export interface KeptTab {
  readonly ref: unknown;
}

export const sentAction = v.object({
  id: v.string(),
  title: v.string(),
  /** A codicon's name. */
  icon: v.string(),
  destructive: v.boolean(),
});

/** What can be done to a credential now, as a button of its page. */
export type SentAction = Readonly<v.InferOutput<typeof sentAction>>;
