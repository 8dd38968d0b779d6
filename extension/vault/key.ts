import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from "node:crypto";

/** Ciphertext as it stands in an entry's file, all in Base64. */
export interface Sealed {
  readonly iv: string;
  readonly tag: string;
  readonly data: string;
}

/** What the vault does with its key. The key itself does not come out. */
export interface VaultKey {
  /** Tells this key from another without telling anything else about it. */
  readonly id: string;
  /** `bound` is not hidden, but what was sealed with it opens only with it. */
  seal(text: string, bound: string): Sealed;
  /** Undefined where it is not what was sealed. */
  open(sealed: Sealed, bound: string): string | undefined;
  /** The same for the same text, and worthless without the key. */
  digest(text: string): string;
  /** An odd number that only this key's holder knows, for the rolling hash. */
  readonly rollingBase: number;
}

export const KEY_BYTES = 32;
const CIPHER = "aes-256-gcm";
/** As recommended for GCM (NIST SP 800-38D, 5.2.1.1); a new one for each write. */
const IV_BYTES = 12;

/** One key for each use, all from the one that is kept. */
export function vaultKey(root: Buffer): VaultKey {
  const derived = (use: string): Buffer =>
    Buffer.from(hkdfSync("sha256", root, "", `keyporter vault: ${use}`, KEY_BYTES));
  const cipherKey = derived("entries");
  const digestKey = derived("fingerprints");
  return {
    id: derived("id").subarray(0, 8).toString("hex"),
    rollingBase: (derived("rolling").readUInt32BE(0) | 1) >>> 0,
    seal(text, bound) {
      const iv = randomBytes(IV_BYTES);
      const cipher = createCipheriv(CIPHER, cipherKey, iv).setAAD(Buffer.from(bound));
      const data = Buffer.concat([cipher.update(text, "utf8"), cipher.final()]);
      return { iv: base64(iv), tag: base64(cipher.getAuthTag()), data: base64(data) };
    },
    open({ iv, tag, data }, bound) {
      try {
        const decipher = createDecipheriv(CIPHER, cipherKey, bytes(iv), { authTagLength: 16 })
          .setAAD(Buffer.from(bound))
          .setAuthTag(bytes(tag));
        return Buffer.concat([decipher.update(bytes(data)), decipher.final()]).toString("utf8");
      } catch {
        return undefined;
      }
    },
    digest: text => createHmac("sha256", digestKey).update(text).digest("hex"),
  };
}

const base64 = (content: Buffer): string => content.toString("base64");
const bytes = (text: string): Buffer => Buffer.from(text, "base64");
