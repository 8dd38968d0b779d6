import { maskFor } from "../../core/redact.ts";
import type { Secret } from "../../core/secret.ts";
import type { Hide } from "./form.ts";

/** The secrets that went through a session, so that no text that comes out of it shows one of them. */
export interface KeptSecrets {
  readonly hide: Hide;
  add(secret: Secret): void;
}

/** @param first what signs in */
export function keptSecrets(first: readonly Secret[]): KeptSecrets {
  const values = new Set(first.map(secret => secret.reveal()));
  let mask = maskFor(values);
  return {
    hide: text => mask(text),
    add(secret) {
      values.add(secret.reveal());
      mask = maskFor(values);
    },
  };
}
