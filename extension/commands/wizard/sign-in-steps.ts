import * as vscode from "vscode";
import { MOCK_URL } from "../../connections/base-url.ts";
import type { Field } from "../../core/form.ts";
import { Secret } from "../../core/secret.ts";
import type { Service, SignInMethod } from "../../services/service.ts";
import { askField, type Verify } from "./ask-field.ts";
import { connectionOf, DEMO_METHOD, type Draft } from "./draft.ts";
import { pick } from "./quick-steps.ts";
import { back, type Step } from "./walk.ts";

/** How to sign in, then what that needs; the last answer that is needed is tried on the server before it counts. */
export function signInSteps(title: string, draft: Draft, verify: Verify): readonly Step<Draft>[] {
  const { service } = draft;
  if (service === undefined) return [];
  const method = service.info.signInMethods.find(({ id }) => id === draft.method);
  const fields = method?.fields ?? [];
  const lastNeeded = fields.findLastIndex(({ required }) => required === true);
  return [
    methodStep(title, service, verify),
    ...(method === undefined
      ? []
      : fields.map((field, index) => fieldStep(title, method, field, index === lastNeeded ? verify : undefined))),
  ];
}

const methodStep =
  (title: string, service: Service, verify: Verify): Step<Draft> =>
  async (draft, progress) => {
    const { demo } = service.info;
    const demoSignIn = {
      label: vscode.l10n.t("Demo sign-in"),
      description: vscode.l10n.t("what the mock server's demo data lets in"),
      detail: "",
      method: DEMO_METHOD,
    };
    const items = [
      ...(connectionOf(draft, service).baseUrl === MOCK_URL && demo !== undefined ? [demoSignIn] : []),
      ...service.info.signInMethods.map(({ id, label, description, help }) => ({
        label,
        description,
        detail: help.rights,
        method: id,
      })),
    ];
    const active = items.find(({ method }) => method === draft.method);
    const picked = await pick({ title, progress, placeholder: vscode.l10n.t("How do you sign in?"), items, active });
    if (picked === undefined || picked === back) return picked;
    const next = { ...draft, method: picked.method };
    if (picked.method !== DEMO_METHOD || demo === undefined) return next;
    const demoDraft = { ...next, fields: demo.fields };
    return { ...demoDraft, identity: await verify(demoDraft, AbortSignal.timeout(30_000)) };
  };

const fieldStep =
  (title: string, method: SignInMethod, field: Field, verify: Verify | undefined): Step<Draft> =>
  async (draft, progress) => {
    const secret = field.type === "secret";
    const take = (value: string): Draft =>
      secret
        ? { ...draft, secrets: { ...draft.secrets, [field.key]: new Secret(value.trim()) } }
        : { ...draft, values: { ...draft.values, [field.key]: value.trim() } };
    return askField({
      title,
      progress,
      field,
      take,
      verify,
      link: { label: method.help.linkLabel, url: method.help.url },
      prompt: `${field.label}. ${field.help ?? (secret ? method.help.lifetime : method.help.rights)}`,
      placeholder: (field.type === "text" ? field.placeholder : undefined) ?? field.label,
      value: (secret ? draft.secrets[field.key]?.reveal() : draft.values[field.key]) ?? "",
    });
  };
