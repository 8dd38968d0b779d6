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
  return fromBytes(seed === undefined ? count => randomBytes(count) : repeatableBytes(String(seed)));
}

function fromBytes(bytes: (count: number) => Uint8Array): Random {
  const text = (alphabet: string, length: number) => {
    // Bytes beyond the last whole multiple of the alphabet would make its first characters more likely.
    const fair = 256 - (256 % alphabet.length);
    let result = "";
    while (result.length < length) {
      for (const byte of bytes(length)) {
        if (byte < fair && result.length < length) result += alphabet.charAt(byte % alphabet.length);
      }
    }
    return result;
  };
  const fraction = () => bytes(6).reduce((sum, byte) => sum * 256 + byte, 0) / 2 ** 48;
  return { bytes, text, fraction };
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
