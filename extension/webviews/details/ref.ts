import * as v from "valibot";
import { connectionId, credentialId, type ConnectionId, type CredentialId } from "../../core/model.ts";

/** Which credential: all that a reloaded window needs to find it again. */
export interface DetailsRef {
  readonly connectionId: ConnectionId;
  readonly id: CredentialId;
}

export const detailsRef: v.GenericSchema<unknown, DetailsRef> = v.object({
  connectionId: v.pipe(v.string(), v.transform(connectionId)),
  id: v.pipe(v.string(), v.transform(credentialId)),
});

/** The same text for the same credential: there is one tab for each. */
export const detailsRefKey = ({ connectionId, id }: DetailsRef): string => JSON.stringify([connectionId, id]);
