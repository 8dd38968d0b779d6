import * as v from "valibot";
import { type ConnectionId, connectionId, type CredentialId, credentialId } from "../core/model.ts";

export interface SecretRequest {
  readonly connection: ConnectionId;
  readonly credential: CredentialId;
  readonly field: "clientId" | "secret";
}

const id = v.pipe(v.string(), v.nonEmpty(), v.maxLength(500));
const request = v.strictObject({
  connection: v.pipe(
    id,
    v.transform((text): ConnectionId => connectionId(text)),
  ),
  credential: v.pipe(
    id,
    v.transform((text): CredentialId => credentialId(text)),
  ),
  field: v.picklist(["clientId", "secret"]),
});

/** What stands under `args` of an input in launch.json or tasks.json; undefined where it is anything else. */
export function secretRequest(args: unknown): SecretRequest | undefined {
  const parsed = v.safeParse(request, args);
  return parsed.success ? parsed.output : undefined;
}
