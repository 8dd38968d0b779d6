import { maskFor, redact } from "../core/redact.ts";
import type { Recogniser } from "../vault/vault.ts";
import type { Hide } from "./data.ts";
import type { ToolParts } from "./parts.ts";

const MASK = "[redacted]";

/** Shorter ones would blacken ordinary words; `maskFor` does not know them either. */
const SHORTEST = 6;

/** Secrets that their makers gave a form which is nothing else's. */
const MADE_LIKE_THIS =
  /\b(?:gh[opsur]_\w{16,}|github_pat_\w{16,}|glpat-[\w-]{16,}|xox[abeprs]-[\w-]{10,}|AT(?:ATT|CTT)[\w+/=-]{16,}|(?:AKIA|ASIA)[\dA-Z]{16}|sk[-_][\w-]{16,}|npm_\w{30,})|-----BEGIN [A-Z ]*PRIVATE KEY-----.*/gsu;

/**
 * Knows the secrets of this window: what all connections sign in with, what the vault keeps, and what it has let go and recognises.
 * Where one of them can't be asked, it throws: an answer in which a secret may stand is none.
 */
export async function secretHider({
  settings,
  signIns,
  vault,
}: Pick<ToolParts, "settings" | "signIns" | "vault">): Promise<Hide> {
  const stored = await Promise.all(settings.all().connections.map(connection => signIns.load(connection)));
  const signingIn = stored.flatMap(each => (each.type === "found" ? Object.values(each.signIn.secrets) : []));
  const unconfirmed = (await vault.unconfirmed()).flatMap(({ intent: { secret } }) => secret ?? []);
  const recogniser = await vault.recogniser();
  return hiderOf(
    [...signingIn, ...unconfirmed].map(secret => secret.reveal()),
    text => recogniser.copiesIn(text),
  );
}

/**
 * Takes secrets out of a text: these values and what the vault recognises, also where they stand in Base64, in hexadecimal digits or
 * as in an address; and what looks like a secret.
 */
export function hiderOf(values: readonly string[], copiesIn: Recogniser["copiesIn"]): Hide {
  const known = values.filter(({ length }) => length >= SHORTEST);
  const mask = maskFor(known);
  const holdsOne = (text: string): boolean => known.some(value => text.includes(value)) || copiesIn(text).length > 0;
  const inAnotherWriting = (word: string): string => (readingsOf(word).some(holdsOne) ? MASK : word);
  return text =>
    redact(withoutCopies(mask(text), copiesIn))
      .replace(MADE_LIKE_THIS, MASK)
      .replace(/\S*%[\da-f]{2}\S*/giu, inAnotherWriting)
      .replace(/[\w+/-]{8,}={0,2}/gu, inAnotherWriting);
}

function withoutCopies(text: string, copiesIn: Recogniser["copiesIn"]): string {
  let result = "";
  let done = 0;
  for (const { start, fingerprint } of copiesIn(text)) {
    const end = start + fingerprint.length;
    if (end <= done) continue;
    result += `${text.slice(done, Math.max(done, start))}${MASK}`;
    done = end;
  }
  return result + text.slice(done);
}

/** What a word may say in another writing. */
function readingsOf(word: string): readonly string[] {
  const readings = [percentDecoded(word), percentDecoded(word.replaceAll("+", " "))];
  if (/^[\w+/-]+=*$/u.test(word)) {
    // In a longer text it begins at any of four signs.
    for (const from of [0, 1, 2, 3]) readings.push(Buffer.from(word.slice(from), "base64").toString());
    for (const digits of word.match(/(?:[\da-f]{2}){4,}/giu) ?? [])
      readings.push(Buffer.from(digits, "hex").toString(), Buffer.from(digits.slice(1), "hex").toString());
  }
  return readings;
}

const percentDecoded = (text: string): string =>
  text.replace(/(?:%[\da-f]{2})+/giu, signs => Buffer.from(signs.replaceAll("%", ""), "hex").toString());
