import * as v from "valibot";
import type { Field, FormValues } from "../../../extension/core/form.ts";
import { generateSecret } from "../../../extension/core/secret-rules.ts";
import { toForm } from "../../../extension/webviews/form/messages.ts";
import type { Page } from "../hands/place.ts";
import { until } from "../window.ts";
import type { End } from "./act.ts";

const shown = v.object({
  type: v.literal("form"),
  form: v.object({ fields: v.array(v.unknown()), values: v.unknown() }),
});
/** The longest that a form may leave one waiting: what it asks of the server, each with its repeats. */
const PATIENCE_MS = 150_000;

/** Waits for a form, fills it in and sends it. */
export async function fillIn(
  page: Page,
  fill: (fields: readonly Field[], values: FormValues) => FormValues,
): Promise<End> {
  const form = await until("a form, or why there is none", () => formOrTrouble(page, 0), PATIENCE_MS);
  if (form.type === "unavailable") return { type: "told", text: form.message };
  const from = page.heard.length;
  const values = { ...form.form.values, ...secretsFor(form.form.fields), ...fill(form.form.fields, form.form.values) };
  page.say({ type: "submit", values });
  const end = await until("the end of a form", () => (page.isOpen ? answered(page, from) : "closed"), PATIENCE_MS);
  if (end === "closed") return { type: "done" };
  return end;
}

/** As the page makes them. */
const secretsFor = (fields: readonly Field[]): FormValues =>
  Object.fromEntries(
    fields.flatMap(field =>
      field.type === "secret" && field.generate === true && field.rules !== undefined
        ? [[field.key, generateSecret(field.rules)]]
        : [],
    ),
  );

function formOrTrouble(page: Page, from: number) {
  for (const message of page.heard.slice(from)) {
    const parsed = v.safeParse(toForm, message);
    if (parsed.success && (parsed.output.type === "form" || parsed.output.type === "unavailable")) return parsed.output;
    if (!parsed.success && v.is(shown, message)) throw new Error("a form that its page would not understand");
  }
  return undefined;
}

/** Why it was not done, or not all of it; undefined while it is being sent. */
function answered(page: Page, from: number): End | undefined {
  for (const message of page.heard.slice(from)) {
    const parsed = v.safeParse(toForm, message);
    if (!parsed.success) continue;
    const { output } = parsed;
    if (output.type === "unavailable") return { type: "told", text: output.message };
    if (output.type === "incomplete" && !output.sending) return { type: "told", text: output.unfinished.message };
    const refused = output.type === "refused" || output.type === "form" ? output.refused : undefined;
    if (refused === undefined) continue;
    const { message: said, fields } = refused;
    return {
      type: "told",
      text: [said, ...Object.values(fields)].join(" ").trim(),
      atField: Object.keys(fields).length > 0,
    };
  }
  return undefined;
}
