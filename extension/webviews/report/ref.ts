import * as v from "valibot";
import {
  actionId,
  connectionId,
  credentialId,
  type ActionId,
  type ConnectionId,
  type CredentialId,
} from "../../core/model.ts";

/** Which report: the action that begins it, and the credential that it is about. All that a reloaded window needs to offer it again. */
export interface ReportRef {
  readonly connectionId: ConnectionId;
  readonly id: CredentialId;
  readonly action: ActionId;
}

export const reportRef: v.GenericSchema<unknown, ReportRef> = v.object({
  connectionId: v.pipe(v.string(), v.transform(connectionId)),
  id: v.pipe(v.string(), v.transform(credentialId)),
  action: v.pipe(v.string(), v.transform(actionId)),
});

/** The same text for the same report: there is one tab for each. */
export const reportRefKey = ({ connectionId, id, action }: ReportRef): string =>
  JSON.stringify([connectionId, id, action]);
