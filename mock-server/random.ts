import { createHash, randomBytes } from "node:crypto";

/** Where ids, client IDs and secrets come from. */
export interface Random {
  readonly bytes: (count: number) => Uint8Array;
  /** A text of `length` characters, each of them as likely as any other of the alphabet. */
  readonly text: (alphabet: string, length: number) => string;
  /** From 0 up to, but not including, 1. */
  readonly fraction: () => number;
}

/** Random values; with a seed the same ones in the same order each time. */
export function createRandom(seed?: number | string): Random {
  return fromBytes(seed === undefined ? machineBytes() : repeatableBytes(String(seed)));
}

function fromBytes(bytes: (count: number) => Uint8Array): Random {
  const text = (alphabet: string, length: number) => {
    // Bytes beyond the last whole multiple of the alphabet would make its first characters more likely.
    const fair = 256 - (256 % alphabet.length);
    // Put together character by character a text would be a chain of its characters, thirty times as large.
    const result = Buffer.alloc(length);
    for (let found = 0; found < length;) {
      for (const byte of bytes(length)) {
        if (byte >= fair || found === length) continue;
        result[found] = alphabet.charCodeAt(byte % alphabet.length);
        found += 1;
      }
    }
    return result.toString("latin1");
  };
  const fraction = () => bytes(6).reduce((sum, byte) => sum * 256 + byte, 0) / 2 ** 48;
  return { bytes, text, fraction };
}

/** Asking the system costs far more than what it gives, so it is asked for many bytes at once. */
function machineBytes(): (count: number) => Uint8Array {
  let block = Buffer.alloc(0);
  return count => {
    if (block.length < count) block = randomBytes(Math.max(count, 4096));
    const taken = block.subarray(0, count);
    block = block.subarray(count);
    return taken;
  };
}

function repeatableBytes(seed: string): (count: number) => Uint8Array {
  let block = Buffer.alloc(0);
  let blocks = 0;
  return count => {
    while (block.length < count) {
      const next = createHash("sha256").update(`keyporter ${seed} ${blocks}`).digest();
      blocks += 1;
      block = Buffer.concat([block, next]);
    }
    const taken = block.subarray(0, count);
    block = block.subarray(count);
    return taken;
  };
}
