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

/** Where a secret stands in a text, in UTF-16 units. */
export interface FoundPrint<Of extends Print> {
  readonly print: Of;
  readonly start: number;
}

/** Looks for copies of all these secrets at once, with one pass for each length that they have; the first place first. */
export function finderOf<Of extends Print>(
  prints: readonly Of[],
  key: VaultKey,
): (text: string) => readonly FoundPrint<Of>[] {
  const passes = [...new Set(prints.map(({ length }) => length))]
    .filter(length => length > 0)
    .map(length => {
      const ofLength = prints.filter(print => print.length === length);
      return { length, ofLength, sieve: sieveOf(ofLength) };
    });
  return text =>
    passes
      .flatMap(({ length, ofLength, sieve }) =>
        windowsThrough(sieve, text, length, key.rollingBase).flatMap(([start, rolling]) => {
          const candidates = ofLength.filter(print => print.rolling === rolling);
          if (candidates.length === 0) return [];
          const digest = key.digest(text.slice(start, start + length));
          return candidates.filter(print => print.digest === digest).map(print => ({ print, start }));
        }),
      )
      .toSorted((one, other) => one.start - other.start);
}

/** One place for each value that the upper half of a hash can have: a look into it is all that most windows cost. */
const SIEVE_BITS = 16;

function sieveOf(prints: readonly Print[]): Uint8Array {
  const sieve = new Uint8Array(1 << SIEVE_BITS);
  for (const { rolling } of prints) sieve[rolling >>> SIEVE_BITS] = 1;
  return sieve;
}

/** The windows of a text that the sieve does not hold back, and their hashes. */
function windowsThrough(sieve: Uint8Array, text: string, length: number, base: number): (readonly [number, number])[] {
  const through: (readonly [number, number])[] = [];
  if (text.length < length) return through;
  const leaving = power(base, length);
  const last = text.length - length;
  let current = hash(text.slice(0, length), base);
  for (let start = 0; ; start++) {
    if (sieve[current >>> SIEVE_BITS] === 1) through.push([start, current >>> 0]);
    if (start === last) return through;
    const enters = text.charCodeAt(start + length) + 1;
    const leaves = text.charCodeAt(start) + 1;
    current = (Math.imul(current, base) + enters - Math.imul(leaves, leaving)) | 0;
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
