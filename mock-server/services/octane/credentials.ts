import { createHmac, timingSafeEqual } from "node:crypto";
import type { Random } from "../../random.ts";
import { secretRules } from "./inferred.ts";

/** What is kept of a secret or a password. */
export function hashOf(signingKey: string, secret: string): string {
  return createHmac("sha256", Buffer.from(signingKey, "hex")).update(secret).digest("base64url");
}

/** Whether a secret is the one that was kept. */
export function isSecret(signingKey: string, secret: string, hash: string): boolean {
  const [given, kept] = [Buffer.from(hashOf(signingKey, secret)), Buffer.from(hash)];
  return given.length === kept.length && timingSafeEqual(given, kept);
}

/** What is wrong with a secret that somebody chose, if anything. Says nothing of the secret itself. */
export function secretProblem(secret: string): string | undefined {
  const { shortest, longest, classes, classesNeeded } = secretRules;
  const length = Array.from(secret).length;
  if (length < shortest || length > longest) {
    return `The secret has to have ${shortest} to ${longest} characters.`;
  }
  const found = Object.values(classes).filter(pattern => pattern.test(secret)).length;
  if (found >= classesNeeded) return undefined;
  return `The secret has to have characters of at least three of these: ${Object.keys(classes).join(", ")}.`;
}

/** The client ID of a new key: its name, and 25 characters that are nobody else's. */
export function newClientId(name: string, random: Random): string {
  return `${name}_${random.text("0123456789abcdefghijklmnopqrstuvwxyz", 25)}`;
}
