import { createHmac, timingSafeEqual } from "node:crypto";

/** What is kept of an API token. */
export function hashOf(signingKey: string, token: string): string {
  return createHmac("sha256", Buffer.from(signingKey, "hex")).update(token).digest("base64url");
}

/** Whether a token is the one that was kept. */
export function isToken(signingKey: string, token: string, hash: string): boolean {
  const [given, kept] = [Buffer.from(hashOf(signingKey, token)), Buffer.from(hash)];
  return given.length === kept.length && timingSafeEqual(given, kept);
}
