import { checkField, type Field, type FormValues, listOf, type Option, textOf } from "../core/form.ts";

/** What can be filled in, a line each, and what can be chosen there. */
export const fieldWords = (fields: readonly Field[]): string =>
  ["The fields are:", ...fields.flatMap(linesOf)].join("\n");

function linesOf(field: Field): readonly string[] {
  const head = `${field.key} (${KINDS[field.type]}${field.required === true ? ", required" : ""}) ${field.label}`;
  if (!("options" in field)) return [head];
  const groups = [...new Set(field.options.map(({ group }) => group))];
  // Roles of two workspaces have the same names: each line says whose they are.
  const lines = groups.slice(0, MOST).map(name => {
    const options = namesOf(field.options.filter(({ group }) => group === name));
    return name === undefined ? `${head}: ${options}` : `${field.key}, ${name}: ${options}`;
  });
  const left = groups.length > MOST ? [`${field.key}: and ${groups.length - MOST} more like these`] : [];
  return groups[0] === undefined ? [...(lines.length === 0 ? [head] : lines), ...left] : [head, ...lines, ...left];
}

/** So many groups are named, and so many options of each. */
const MOST = 20;

function namesOf(options: readonly Option[]): string {
  const names = options.slice(0, MOST).map(({ value, label }) => (label === value ? value : `${value} “${label}”`));
  const left = options.length - MOST;
  return `${names.join(", ")}${left > 0 ? `, and ${left} more` : ""}`;
}

/** How a field is written after `--set`. */
const KINDS: Readonly<Record<Field["type"], string>> = {
  text: "text",
  secret: "secret, from a variable",
  choice: "one of these",
  many: "repeat for each",
  pairs: "KEY=VALUE, repeat for each",
  expiry: "2027-01-31T00:00:00Z or a span such as 90d",
};

/**
 * What is wrong with a field, in words for somebody who types a command: a form's own are for what is clicked. The value is not
 * repeated, as it may be of the environment.
 */
export function complaintAbout(field: Field, values: FormValues): string | undefined {
  const complaint = checkField(field, values);
  if (complaint === undefined) return undefined;
  const typed = textOf(values, field.key);
  if (field.type === "many" && listOf(values, field.key).length === 0) return "At least one is needed.";
  if (field.type === "choice" && field.other === undefined && typed !== "")
    return "This is none of those that can be chosen.";
  if (field.type === "expiry" && typed !== "") return "This is neither a moment in UTC nor a span.";
  return complaint;
}
