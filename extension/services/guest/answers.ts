import * as v from "valibot";
import {
  actionId,
  type Credential,
  type CredentialId,
  credentialId,
  type DetailValue,
  type Issued,
} from "../../core/model.ts";
import type { Option } from "../../core/form.ts";
import type {
  Identity,
  Impact,
  Incomplete,
  Intent,
  Lacks,
  Outcome,
  Owner,
  ReportPart,
  Settled,
  Twin,
} from "../service.ts";
import { formSchema, type Hide, optionSchema, textSchema, valuesSchema } from "./form.ts";
import { mapOf, name, present, secret, shape, signIn } from "./shapes.ts";

export type Answers = ReturnType<typeof answerSchemas>;

/**
 * What a session of another extension may answer with; whatever else is in there is left out.
 * @param hide takes the secrets that the session knows out of a text
 */
export function answerSchemas(hide: Hide) {
  const text = textSchema(hide);
  const texts = v.array(text);
  const maybe = v.exactOptional(text);
  const id = v.pipe(
    name,
    v.transform((known): CredentialId => credentialId(known)),
  );
  const action = v.pipe(name, v.transform(actionId));
  const yes = v.exactOptional(v.literal(true));

  const detailValue: v.GenericSchema<unknown, DetailValue> = v.pipe(
    present,
    v.variant("type", [
      v.object({ type: v.picklist(["text", "code"]), text }),
      v.object({ type: v.literal("date"), date: v.date() }),
      v.object({ type: v.literal("references"), items: v.array(shape({ id: name, label: maybe })) }),
      v.object({ type: v.literal("pairs"), pairs: v.array(shape({ key: text, value: text })) }),
      v.object({ type: v.literal("secret") }),
    ]),
  );

  const credential: v.GenericSchema<unknown, Credential> = shape({
    id,
    kind: text,
    label: text,
    clientId: v.exactOptional(v.string()),
    description: maybe,
    state: v.picklist(["active", "expiring", "expired", "revoked", "on", "off"]),
    remark: maybe,
    createdAt: v.exactOptional(v.date()),
    expiresAt: v.exactOptional(v.date()),
    owner: v.exactOptional(v.string()),
    details: v.array(shape({ id: name, label: text, value: detailValue, note: maybe })),
    actions: v.array(action),
  });

  const issued: v.GenericSchema<unknown, Issued> = shape({ credential, secret });
  const input = valuesSchema(hide);
  const again = shape({ action, id, input });
  const incomplete: v.GenericSchema<unknown, Incomplete> = shape({ message: text, retryLabel: text, retry: again });

  const outcome: v.GenericSchema<unknown, Outcome> = shape({
    credential: v.exactOptional(credential),
    issued: v.exactOptional(issued),
    unproved: yes,
    newSignIn: v.exactOptional(signIn),
    undo: v.exactOptional(again),
    message: text,
    copy: maybe,
    incomplete: v.exactOptional(incomplete),
  });

  const settled: v.GenericSchema<unknown, Settled> = v.pipe(
    present,
    v.variant("type", [
      v.object({
        type: v.literal("issued"),
        issued,
        message: text,
        unproved: yes,
        newSignIn: v.exactOptional(signIn),
      }),
      v.object({ type: v.literal("secret-lost"), credential, message: text }),
      v.object({ type: v.picklist(["not-done", "unknown"]), message: text }),
    ]),
  );

  const finding = shape({ id: name, group: text, label: text, where: maybe, url: v.exactOptional(v.string()) });
  const reportPart: v.GenericSchema<unknown, ReportPart> = v.pipe(
    present,
    v.variant("type", [
      v.object({ type: v.literal("found"), findings: v.array(finding) }),
      v.object({ type: v.literal("progress"), message: text }),
      v.object({ type: v.literal("end"), message: text, complete: v.boolean() }),
    ]),
  );

  const identity: v.GenericSchema<unknown, Identity> = shape({
    label: text,
    account: maybe,
    missing: texts,
    unknown: maybe,
    ownClientId: v.exactOptional(v.string()),
  });
  const impact: v.GenericSchema<unknown, Impact> = shape({ question: text, effects: texts, confirmLabel: text });
  const owners: v.GenericSchema<unknown, readonly Owner[]> = v.array(
    shape({ id: name, type: v.picklist(["person", "group", "machine", "gone"]), label: maybe }),
  );
  const twin: v.GenericSchema<unknown, Twin> = shape({ values: input, notes: texts });
  const lacks: v.GenericSchema<unknown, Lacks> = shape({ left: v.exactOptional(incomplete), unseen: maybe });
  const options: v.GenericSchema<unknown, readonly Option[]> = v.array(optionSchema(hide));

  return {
    identity,
    options,
    page: v.array(credential),
    credential,
    form: formSchema(hide),
    impact,
    outcome,
    settled,
    twin,
    lacks,
    owners,
    reportPart,
  };
}

/** What is about to be asked of a server, as the vault keeps it. */
export const intentSchema: v.GenericSchema<unknown, Intent> = shape({
  action: v.pipe(name, v.transform(actionId)),
  id: v.exactOptional(v.pipe(name, v.transform(credentialId))),
  label: v.string(),
  secret: v.exactOptional(secret),
  facts: mapOf(v.string()),
});
