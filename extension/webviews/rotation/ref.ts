import * as v from "valibot";
import { connectionId, credentialId, type ConnectionId, type CredentialId } from "../../core/model.ts";

/** Which rotation: that of this credential. All that a reloaded window needs to find it again. */
export interface RotationRef {
  readonly connectionId: ConnectionId;
  readonly id: CredentialId;
}

export const rotationRef: v.GenericSchema<unknown, RotationRef> = v.object({
  connectionId: v.pipe(v.string(), v.transform(connectionId)),
  id: v.pipe(v.string(), v.transform(credentialId)),
});

/** The same text for the same rotation: there is one tab for each. */
export const rotationRefKey = ({ connectionId, id }: RotationRef): string => JSON.stringify([connectionId, id]);
