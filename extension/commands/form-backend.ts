import * as vscode from "vscode";
import { serviceOf, type Sessions } from "../connections/sessions.ts";
import type { ConnectionSettings } from "../connections/settings.ts";
import type { Form, FormValues } from "../core/form.ts";
import type { ConnectionId } from "../core/model.ts";
import type { Incomplete, Outcome } from "../services/service.ts";
import type { Credentials } from "../tree/credentials.ts";
import type { FormBackend, SubmitResult } from "../webviews/form/backend.ts";
import { broken, formUnder } from "../teams/policy-rules.ts";
import { readRules } from "../teams/policy-files.ts";
import { type FormRef, formRefKey } from "../webviews/form/ref.ts";
import type { Actions } from "./actions.ts";
import { whereOf } from "./where.ts";

export interface FormBackendParts {
  readonly settings: ConnectionSettings;
  readonly sessions: Sessions;
  readonly credentials: Credentials;
  readonly actions: Actions;
  /** Something was done: show the person what came of it. */
  readonly finished: (ref: FormRef, outcome: Outcome) => void;
  readonly open: (ref: FormRef) => void;
}

/** Gives the form tabs their forms, and performs what is submitted. */
export function formBackend(parts: FormBackendParts): FormBackend {
  const { settings, sessions, credentials, actions, finished } = parts;

  /** As the service gives them, before policies have their say. */
  const given = new Map<string, Form>();

  const formOf = async (ref: FormRef, signal: AbortSignal): Promise<Form> => {
    const session = await sessions.of(actions.connection(ref.connectionId));
    const form = await session.form(ref.action, ref.id, signal);
    given.set(formRefKey(ref), form);
    return form;
  };

  /** What is there already may stay as it is: policies are about what is new. */
  const keepToPolicies = async (ref: FormRef, values: FormValues, signal: AbortSignal): Promise<void> => {
    if (ref.id !== undefined) return;
    const form = given.get(formRefKey(ref)) ?? (await formOf(ref, signal));
    const { baseUrl } = actions.connection(ref.connectionId);
    const complaint = broken(await readRules(), form, values, baseUrl, new Date());
    if (complaint !== undefined) throw complaint;
  };

  const submit = async (ref: FormRef, values: FormValues, signal: AbortSignal): Promise<SubmitResult> => {
    const outcome = await actions.perform(ref, values, signal);
    finished(ref, outcome);
    return outcome.incomplete === undefined
      ? { type: "done", leadsOn: outcome.issued !== undefined }
      : unfinished(ref.connectionId, outcome.incomplete);
  };

  const unfinished = (connectionId: ConnectionId, { message, retryLabel, retry }: Incomplete): SubmitResult => ({
    type: "incomplete",
    message,
    retryLabel,
    async retry(signal) {
      const ref = { connectionId, action: retry.action, id: retry.id };
      if (Object.keys(retry.input).length > 0) return submit(ref, retry.input, signal);
      // What is left needs the person's answers, so it has a form of its own.
      parts.open(ref);
      return { type: "done", leadsOn: true };
    },
  });

  return {
    where: ref => whereOf(settings, ref.connectionId),
    title(ref) {
      const connection = settings.find(ref.connectionId);
      const action = connection === undefined ? undefined : serviceOf(connection).actions.get(ref.action);
      const title = action?.title.replace(/\.\.\.$/u, "") ?? vscode.l10n.t("Keyporter");
      const label = ref.id === undefined ? undefined : credentials.find(ref.connectionId, ref.id)?.label;
      return label === undefined ? title : `${title}: ${label}`;
    },
    async load(ref, signal) {
      const form = await formOf(ref, signal);
      if (ref.id !== undefined) return form;
      return formUnder(await readRules(), form, actions.connection(ref.connectionId).baseUrl);
    },
    async submit(ref, values, signal) {
      await keepToPolicies(ref, values, signal);
      return submit(ref, values, signal);
    },
  };
}
