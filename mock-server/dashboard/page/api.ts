import * as v from "valibot";
import { byId } from "./elements.ts";

/** Calls the control API and checks what it answers. */
export async function call<Output>(
  schema: v.GenericSchema<unknown, Output>,
  method: "GET" | "POST" | "DELETE",
  path: string,
  body?: unknown,
): Promise<Output> {
  const response = await fetch(`/__mock/${path}`, {
    method,
    ...(body === undefined ? {} : { headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) }),
  });
  const answer: unknown = await response.json();
  if (response.ok) return v.parse(schema, answer);
  throw new Error(v.parse(failureSchema, answer).error.message);
}

const failureSchema = v.object({ error: v.object({ message: v.string() }) });

/** Does something that a person asked for, and says how it went. */
export function attempt(action: () => Promise<string>): void {
  action().then(
    message => say(message, false),
    (error: unknown) => say(error instanceof Error ? error.message : "That did not work.", true),
  );
}

/** Tells the person something; a screen reader reads it out. */
export function say(text: string, bad: boolean): void {
  const message = byId("message", HTMLParagraphElement);
  message.textContent = text;
  message.classList.toggle("bad", bad);
}
