import * as vscode from "vscode";
import { isCancelled } from "../../core/errors.ts";
import type { Option, TextField } from "../../core/form.ts";
import { askField, type Verify } from "./ask-field.ts";
import { DEMO_METHOD, type Draft } from "./draft.ts";
import { pick } from "./quick-steps.ts";
import { back, type Step } from "./walk.ts";

/** The values that the server knows for a connection's field; none where it does not list them. */
export type Choices = (draft: Draft, field: string, signal: AbortSignal) => Promise<readonly Option[]>;

/** What a service asks beyond the sign-in; the last answer is tried on the server before it counts. */
export function connectionFieldSteps(
  title: string,
  { service, method }: Draft,
  { choices, verify }: { readonly choices: Choices; readonly verify: Verify },
): readonly Step<Draft>[] {
  const fields = method === DEMO_METHOD ? [] : (service?.info.connectionFields ?? []);
  return fields.map((field, index) =>
    fieldStep(title, field, choices, index === fields.length - 1 ? verify : undefined),
  );
}

const fieldStep =
  (title: string, field: TextField, choices: Choices, verify: Verify | undefined): Step<Draft> =>
  async (draft, progress) => {
    const options = await listed(draft, field, choices);
    const take = (value: string): Draft => ({ ...draft, fields: { ...draft.fields, [field.key]: value.trim() } });
    if (options.length > 0) {
      const other = { label: vscode.l10n.t("Another one..."), value: undefined };
      const items = [
        ...options.map(({ label, description, value }) => ({
          label,
          ...(description === undefined ? {} : { description }),
          value,
        })),
        other,
      ];
      const active = items.find(({ value }) => value === draft.fields[field.key]);
      const picked = await pick({ title, progress, placeholder: field.label, items, active });
      if (picked === undefined || picked === back) return picked;
      // What the server itself listed needs no second look at whether it is there, only at what one may do.
      if (picked.value !== undefined) {
        const next = take(picked.value);
        return verify === undefined ? next : { ...next, identity: await verify(next, AbortSignal.timeout(60_000)) };
      }
    }
    return askField({
      title,
      progress,
      field,
      take,
      verify,
      prompt: `${field.label}. ${field.help ?? ""}`,
      placeholder: field.placeholder,
      value: draft.fields[field.key] ?? "",
    });
  };

/** A server that does not list them is no failure: the person types. */
async function listed(draft: Draft, field: TextField, choices: Choices): Promise<readonly Option[]> {
  try {
    return await choices(draft, field.key, AbortSignal.timeout(30_000));
  } catch (error) {
    if (isCancelled(error)) throw error;
    return [];
  }
}
