import { createRequire } from "node:module";
import * as v from "valibot";

/** What `fetch` takes as its `dispatcher`. */
export interface Agent {
  /** Lets what is under way finish. */
  close(): Promise<void>;
}

type AgentClass = new (options: { readonly connect: { readonly ca: readonly string[] } }) => Agent;

const bundle = v.object({ Agent: v.custom<AgentClass>(value => typeof value === "function") });

/**
 * undici's `Agent`, from the bundle of its own: only those who need it pay for loading it.
 * @param file `dist/undici.cjs`
 */
export const loadAgent = (file: string): AgentClass => v.parse(bundle, createRequire(file)(file)).Agent;
