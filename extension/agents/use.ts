import { describeError, isCancelled, ServiceError } from "../core/errors.ts";
import { redact } from "../core/redact.ts";
import { tools } from "./all.ts";
import { answerText, type Data, safeText, untrusted } from "./data.ts";
import { secretHider } from "./hide-secrets.ts";
import type { ToolParts } from "./parts.ts";
import { Refusal } from "./refusal.ts";
import type { Question, Tool } from "./tool.ts";

const find = (name: string): Tool => {
  const tool = tools.find(each => each.name === name);
  if (tool === undefined) throw new Error(`there is no tool ${name}`);
  return tool;
};

/** What the person is asked before; undefined where the input is wrong, which the answer says. */
export function questionOf(parts: ToolParts, name: string, input: unknown): Question | undefined {
  try {
    return find(name).question(parts, input);
  } catch (error) {
    if (error instanceof Refusal) return undefined;
    throw error;
  }
}

/** What a tool answers. The only way out: each text of it goes through what knows the secrets of this window. */
export async function answerOf(parts: ToolParts, name: string, input: unknown, signal: AbortSignal): Promise<string> {
  const tool = find(name);
  const hide = await secretHider(parts);
  const answer = await tool.answer(parts, input, signal).catch((error: unknown): Data => {
    if (isCancelled(error) || signal.aborted) throw error;
    if (error instanceof Refusal) return { problem: error.message };
    if (error instanceof ServiceError) return { problem: untrusted("a server", describeError(error)) };
    // A mistake of ours: what it says may hold anything.
    throw new Error(safeText(redact(describeError(error)), hide));
  });
  return answerText(answer, hide);
}
