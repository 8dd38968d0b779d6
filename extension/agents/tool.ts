import * as v from "valibot";
import type { Data } from "./data.ts";
import type { ToolParts } from "./parts.ts";
import { Refusal } from "./refusal.ts";

/** What the person is asked before a tool runs, where they have not allowed it always, and told while it does. */
export interface Question {
  readonly title: string;
  /** What is read, and what is not. */
  readonly message: string;
  readonly progress: string;
}

/** One entry of package.json's `contributes.languageModelTools`. Input is what a model wrote, and parsed here. */
export interface Tool {
  readonly name: string;
  /** What its input is; a test holds it and the JSON schema in package.json together. */
  readonly input: v.GenericSchema;
  question(parts: ToolParts, input: unknown): Question;
  answer(parts: ToolParts, input: unknown, signal: AbortSignal): Promise<Data>;
}

interface Definition<Schema extends v.GenericSchema> {
  readonly name: string;
  readonly input: Schema;
  readonly question: (parts: ToolParts, input: v.InferOutput<Schema>) => Question;
  readonly answer: (parts: ToolParts, input: v.InferOutput<Schema>, signal: AbortSignal) => Promise<Data>;
}

export function defineTool<Schema extends v.GenericSchema>({
  name,
  input,
  question,
  answer,
}: Definition<Schema>): Tool {
  const parse = (given: unknown): v.InferOutput<Schema> => {
    const parsed = v.safeParse(input, given);
    if (parsed.success) return parsed.output;
    const [issue] = parsed.issues;
    const where = v.getDotPath(issue);
    throw new Refusal(`The input is not as the schema of ${name} says${where === null ? "" : ` at ${where}`}.`);
  };
  return {
    name,
    input,
    question: (parts, given) => question(parts, parse(given)),
    answer: async (parts, given, signal) => answer(parts, parse(given), signal),
  };
}
