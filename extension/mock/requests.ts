import * as v from "valibot";

const entrySchema = v.object({
  id: v.number(),
  at: v.string(),
  service: v.optional(v.string()),
  method: v.string(),
  path: v.string(),
  /** 0 where the connection was cut instead of answered. */
  status: v.number(),
  milliseconds: v.number(),
  fault: v.optional(v.string()),
});
/** A request that the mock server answered, without anything that was in it. */
export type MockRequest = v.InferOutput<typeof entrySchema>;

/**
 * The requests that a mock server answers, as it answers them, from its journal's stream of server-sent events; `after` the request
 * with this id, or only new ones. Ends when the server does or the signal says so; throws where it can't be listened to.
 */
export async function* requestsOf(
  url: string,
  after: number,
  fetch: typeof globalThis.fetch,
  signal: AbortSignal,
): AsyncGenerator<MockRequest, void> {
  const answer = await fetch(`${url}/__mock/journal/stream?after=${after}`, { signal });
  if (!answer.ok || answer.body === null) throw new Error(`The mock server answered with ${answer.status}.`);
  let rest = "";
  for await (const chunk of answer.body.pipeThrough(new TextDecoderStream())) {
    const events = (rest + chunk).split("\n\n");
    rest = events.pop() ?? "";
    for (const event of events) {
      const data = /^data: (.*)$/mu.exec(event)?.[1];
      const parsed = v.safeParse(v.pipe(v.string(), v.parseJson(), entrySchema), data);
      if (parsed.success) yield parsed.output;
    }
  }
}
