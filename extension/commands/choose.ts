import * as vscode from "vscode";
import { clean } from "../core/clean-text.ts";
import { checkField, type ChoiceField, type Form, type FormValues, textOf } from "../core/form.ts";

/** Asks a short form's fields one after the other in a quick pick. Undefined where the person left. */
export async function choose(form: Form): Promise<FormValues | undefined> {
  const values: Record<string, string> = {};
  for (const field of form.fields) {
    if (field.type !== "choice") throw new Error(`“${field.key}” can't be asked in a quick pick`);
    const chosen = await chooseOne(form, field);
    if (chosen === undefined) return undefined;
    values[field.key] = chosen;
  }
  return values;
}

async function chooseOne({ title, intro, values }: Form, field: ChoiceField): Promise<string | undefined> {
  const items = field.options.map(({ label, description, dangerous, value }) => ({
    label: dangerous === true ? `$(warning) ${label}` : label,
    ...(description === undefined ? {} : { description }),
    value,
  }));
  const { other } = field;
  const picked = await vscode.window.showQuickPick(
    other === undefined ? items : [...items, { label: other.label, value: undefined }],
    { title, placeHolder: [field.label, intro].filter(part => part !== undefined).join(" ") },
  );
  if (picked === undefined || picked.value !== undefined) return picked?.value;
  const typed = await vscode.window.showInputBox({
    title,
    prompt: clean(other?.prompt ?? field.label),
    value: textOf(values, field.key),
    validateInput: text => checkField(field, { [field.key]: text.trim() }),
  });
  return typed?.trim();
}
