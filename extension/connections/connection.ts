import * as v from "valibot";
import { type ConnectionId, connectionId } from "../core/model.ts";
import { isLoopback } from "../core/safe-url.ts";
import { MOCK_URL, parseBaseUrl } from "./base-url.ts";

export const environments = ["production", "test", "mock"] as const;
export type Environment = (typeof environments)[number];

export const baseUrlSchema = v.pipe(
  v.string(),
  v.rawTransform(({ dataset, addIssue, NEVER }) => {
    const parsed = parseBaseUrl(dataset.value);
    if (parsed.ok) return parsed.baseUrl;
    addIssue({ message: parsed.message });
    return NEVER;
  }),
);

/** A server and how to treat it: one element of the setting `keyporter.connections`. It holds no secret. */
export const connectionSchema = v.pipe(
  v.object({
    id: v.pipe(
      v.string(),
      v.nonEmpty(),
      v.transform((id): ConnectionId => connectionId(id)),
    ),
    name: v.pipe(v.string(), v.trim(), v.nonEmpty()),
    /** The id of a service in the catalog. */
    service: v.string(),
    /** `mock:` is the bundled mock server, wherever it listens now. */
    baseUrl: baseUrlSchema,
    environment: v.optional(v.picklist(environments), "production"),
    readOnly: v.optional(v.boolean(), false),
    /** The file with the certificate of the private authority that vouches for the server, on this machine. */
    caFile: v.exactOptional(v.pipe(v.string(), v.trim(), v.nonEmpty())),
    /** What the service's `connectionFields` asked for, such as an Octane shared space. */
    fields: v.optional(v.record(v.string(), v.string()), {}),
  }),
  v.readonly(),
);
export type Connection = v.InferOutput<typeof connectionSchema>;

/**
 * A mock connection is what it talks to: nobody can dress it up as production, or production as a mock. A mock server other than
 * the bundled one is believed to be one only on this machine.
 */
export function environmentOf({ baseUrl, environment }: Pick<Connection, "baseUrl" | "environment">): Environment {
  if (baseUrl === MOCK_URL) return "mock";
  return environment === "mock" && !isLoopback(new URL(baseUrl)) ? "production" : environment;
}

/** What, if changed, makes a session another one, and what was seen through the old one out of date. */
export const sessionKey = ({ service, baseUrl, fields, caFile }: Connection): string =>
  JSON.stringify([service, baseUrl, fields, caFile]);
