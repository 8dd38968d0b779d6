import { ServiceError } from "../../core/errors.ts";
import type { Credential } from "../../core/model.ts";
import type { ListQuery } from "../service.ts";
import type { Client } from "./client.ts";
import { toCredential } from "./credential.ts";
import { filterFor } from "./search.ts";
import { pages } from "./wire.ts";

type Query = Readonly<Record<string, string>>;

/**
 * `GET /v1/apiClients`, by name. `filter` and `orderBy` are in today's reference but not in the protos of 2025, so a server that refuses
 * them is asked again without, in which case the caller gets more than was searched for, and in the server's order.
 */
export async function* list(
  query: ListQuery,
  client: Client,
  signal: AbortSignal,
): AsyncIterable<readonly Credential[]> {
  const filter = filterFor(query.search ?? "");
  const attempts: readonly Query[] = [
    { ...(filter === undefined ? {} : { filter }), orderBy: "displayName:asc" },
    ...(filter === undefined ? [] : [{ filter }]),
    {},
  ];
  for (const [index, attempt] of attempts.entries()) {
    let begun = false;
    try {
      for await (const batch of client.pages("/v1/apiClients", attempt, pages.apiClients, signal)) {
        begun = true;
        yield batch.map(item => toCredential(item));
      }
      return;
    } catch (error) {
      const refused = error instanceof ServiceError && error.kind === "invalid" && !begun;
      if (!refused || index === attempts.length - 1) throw error;
    }
  }
}
