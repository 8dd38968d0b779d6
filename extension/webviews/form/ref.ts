import * as v from "valibot";
import {
  actionId,
  connectionId,
  credentialId,
  type ActionId,
  type ConnectionId,
  type CredentialId,
} from "../../core/model.ts";

/** Which form: all that a reloaded window needs to find it again. No `id` for an action that needs no credential. */
export interface FormRef {
  readonly connectionId: ConnectionId;
  readonly action: ActionId;
  readonly id?: CredentialId;
}

export const formRef: v.GenericSchema<unknown, FormRef> = v.object({
  connectionId: v.pipe(v.string(), v.transform(connectionId)),
  action: v.pipe(v.string(), v.transform(actionId)),
  id: v.exactOptional(v.pipe(v.string(), v.transform(credentialId))),
});

/** The same text for the same form: there is one tab for each. */
export const formRefKey = ({ connectionId, action, id }: FormRef): string => JSON.stringify([connectionId, action, id]);
