import * as l10n from "@vscode/l10n";

/** What a service asks of a secret that the person supplies. Part of the browser's bundle too: no Node in here. */
export interface SecretRules {
  readonly shortest: number;
  readonly longest: number;
  /** From so many of the four classes there must be a character. */
  readonly classesNeeded: number;
}

const CLASSES = [
  { letters: "ABCDEFGHJKLMNPQRSTUVWXYZ", has: /\p{Lu}/u },
  { letters: "abcdefghijkmnopqrstuvwxyz", has: /\p{Ll}/u },
  { letters: "23456789", has: /\d/u },
  // No quote, backslash, space, dollar or percent: it is to survive shells, .env files and URLs' authors.
  { letters: "@#_+-=.:", has: /[^\p{L}\d\s]/u },
] as const;

/** What is wrong with a secret, as a sentence; undefined where it fits the rules. Never quotes the secret. */
export function secretComplaint(secret: string, rules: SecretRules): string | undefined {
  const length = Array.from(secret).length;
  if (length < rules.shortest || length > rules.longest) {
    return l10n.t("Between {0} and {1} characters; these are {2}.", rules.shortest, rules.longest, length);
  }
  const present = CLASSES.filter(({ has }) => has.test(secret)).length;
  if (present < rules.classesNeeded) {
    return l10n.t(
      "Characters from at least {0} of these are needed: upper-case letters, lower-case letters, digits, special characters. There are {1}.",
      rules.classesNeeded,
      present,
    );
  }
  return undefined;
}

/** A number from 0 to just below `limit`, each as likely as any other. */
function randomBelow(limit: number): number {
  const unbiased = Math.floor(0x1_0000_0000 / limit) * limit;
  const draw = new Uint32Array(1);
  do crypto.getRandomValues(draw);
  while ((draw[0] ?? 0) >= unbiased);
  return (draw[0] ?? 0) % limit;
}

const pick = (letters: string): string => letters.charAt(randomBelow(letters.length));

/**
 * A secret within the rules, from the cryptographic random source: as long as allowed, all four classes, no
 * characters that are easily confused or that shells and .env files treat in a way of their own.
 */
export function generateSecret(rules: SecretRules): string {
  const all = CLASSES.map(({ letters }) => letters).join("");
  const characters = CLASSES.map(({ letters }) => pick(letters));
  while (characters.length < rules.longest) characters.push(pick(all));
  // The first four came from known classes, so all are shuffled.
  for (let last = characters.length - 1; last > 0; last--) {
    const other = randomBelow(last + 1);
    [characters[last], characters[other]] = [characters[other] ?? "", characters[last] ?? ""];
  }
  return characters.join("");
}
