import type { Secret } from "../core/secret.ts";
import type { VaultKey } from "./key.ts";

/** What stays of a secret after its value went: enough to recognise a copy, with the vault's key. */
export interface Print {
  /** In UTF-16 units. */
  readonly length: number;
  readonly digest: string;
  /** A hash that moves along a text at a few nanoseconds a place; what it lets through, `digest` decides. */
  readonly rolling: number;
}

/** The fingerprint of a secret, to be kept where the secret itself is not. */
export function printOf(secret: Secret, key: VaultKey): Print {
  const value = secret.reveal();
  return { length: value.length, digest: key.digest(value), rolling: hash(value, key.rollingBase) };
}

/** Whether a text is exactly the secret. */
export const isCopy = (text: string, print: Print, key: VaultKey): boolean =>
  text.length === print.length && key.digest(text) === print.digest;

/** Where in a text the secret stands, from the first to the last place. */
export function* copiesIn(text: string, print: Print, key: VaultKey): Generator<number> {
  const { length, rolling } = print;
  if (length === 0 || text.length < length) return;
  const base = key.rollingBase;
  const leaving = power(base, length);
  let current = hash(text.slice(0, length), base);
  for (let start = 0; ; start++) {
    if (current === rolling && isCopy(text.slice(start, start + length), print, key)) yield start;
    if (start + length >= text.length) return;
    const enters = text.charCodeAt(start + length) + 1;
    const leaves = text.charCodeAt(start) + 1;
    current = (Math.imul(current, base) + enters - Math.imul(leaves, leaving)) >>> 0;
  }
}

/** Rabin and Karp's, modulo 2^32: each character counts as its code, and one more, times a power of the base. */
function hash(text: string, base: number): number {
  let result = 0;
  for (let index = 0; index < text.length; index++) {
    result = (Math.imul(result, base) + text.charCodeAt(index) + 1) >>> 0;
  }
  return result;
}

function power(base: number, exponent: number): number {
  let result = 1;
  for (let count = 0; count < exponent; count++) result = Math.imul(result, base) >>> 0;
  return result;
}
