import * as v from "valibot";

/** Texts of JSON, but no `v.record`: that drops names such as `constructor`. */
const texts = v.objectWithRest({}, v.string());

const messageEntries = {
  headers: texts,
  /** JSON; undefined where there was nothing, or nothing that is JSON. */
  body: v.optional(v.unknown()),
};

/** One request to a real server and what it answered, without any secret. */
const exchangeSchema = v.object({
  service: v.string(),
  method: v.string(),
  /** With the query. */
  path: v.string(),
  request: v.object(messageEntries),
  status: v.number(),
  answer: v.object(messageEntries),
});

/** What `record` writes and `verify` reads. */
export const fixtureSchema = v.object({
  format: v.literal("keyporter-mock fixture"),
  version: v.literal(1),
  recordedAt: v.string(),
  exchanges: v.array(exchangeSchema),
});

export type RecordedExchange = v.InferOutput<typeof exchangeSchema>;
export type Fixture = v.InferOutput<typeof fixtureSchema>;
