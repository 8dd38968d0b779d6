const MASK = "[redacted]";

/** Names of fields and headers whose values are never shown, as they appear in JSON, headers and query strings. */
const SENSITIVE_NAME = /secret|password|passwd|token|authorization|cookie|credential|api[-_]?key/iu;

/** No exchange has more; what is nothing but secrets is not searched for all of them. */
const MOST_VALUES = 1000;
const DEEPEST = 6;

/** Shapes that are secrets wherever they stand. Blanks are bounded: looked for backwards from each of thousands of them, they would take seconds. */
const SENSITIVE_SHAPES: readonly RegExp[] = [
  // A JSON Web Token.
  /\beyJ[\w-]{8,}\.[\w-]+\.[\w-]*/gu,
  // `Authorization: Bearer ...`; without the header's name it could be prose ("Basic authentication"), so a mere word stays.
  /(?<=\bauthorization["']?\s{0,20}[:=]\s{0,20}["']?(?:bearer|basic)\s{1,20})[\w.~+/=-]{6,}/giu,
  /(?<=\b[Bb](?:earer|asic)\s{1,20})(?![A-Za-z]?[a-z]{5,19}(?![\w~+/=-]))[\w.~+/=-]{6,}/gu,
  // "clientSecret": "...", a JSON string to its end.
  /(?<="[^"]*(?:secret|password|passwd|token|cookie[\w-]*key)[^"]*"\s{0,20}:\s{0,20}")(?:[^"\\]|\\.)+(?=")/giu,
  // 'clientSecret': '...', client_secret=..., LWSSO_COOKIE_KEY=...
  /(?<=(?:secret|password|passwd|token|cookie[\w-]*key)["']?\s{0,20}[:=]\s{0,20}["']?)[^\s"',;&}]{4,}/giu,
];

/**
 * The text without anything that is, or looks like, a secret.
 * @param known values that are secret for sure, also escaped as in JSON or an address; short ones are ignored, since they would
 * blacken ordinary words
 */
export function redact(text: string, known: Iterable<string> = []): string {
  let result = maskFor([...known].filter(({ length }) => length <= text.length))(text);
  for (const shape of SENSITIVE_SHAPES) result = result.replace(shape, MASK);
  return result;
}

/** Takes just these values out of any text, however ordinary the rest of it looks; made once for many texts. */
export function maskFor(known: Iterable<string>): (text: string) => string {
  const spellings = [...known].filter(value => value.length >= 6).flatMap(spellingsOf);
  // The longest first: one may be the beginning of another, whose end would stay.
  spellings.sort((a, b) => b.length - a.length);
  return text => spellings.reduce((masked, value) => masked.replaceAll(value, () => MASK), text);
}

const spellingsOf = (value: string): readonly string[] => [
  ...new Set([value, JSON.stringify(value).slice(1, -1), inAddress(value)]),
];

/** As in an address; half a character, which has no such form, as it is. */
function inAddress(value: string): string {
  try {
    return encodeURIComponent(value);
  } catch {
    return value;
  }
}

/** The string values that stand under sensitive names anywhere in a JSON value, up to so many. */
export function sensitiveValues(json: unknown, most = MOST_VALUES): readonly string[] {
  const found: string[] = [];
  const look = (part: unknown, depth: number): void => {
    if (typeof part !== "object" || part === null || depth > DEEPEST) return;
    for (const [name, value] of Object.entries(part) as [string, unknown][]) {
      if (found.length >= most) return;
      const texts = SENSITIVE_NAME.test(name) ? [value].flat().slice(0, most) : [];
      for (const text of texts) if (typeof text === "string") found.push(...withoutScheme(text));
      look(value, depth + 1);
    }
  };
  look(json, 0);
  return found;
}

/** `Bearer abc` is as secret without its first word, and `Basic ...` in the clear. */
function withoutScheme(value: string): readonly string[] {
  const [, scheme, rest] = /^(bearer|basic) +(\S+)$/iu.exec(value) ?? [];
  if (scheme === undefined || rest === undefined) return [value];
  const password =
    scheme.toLowerCase() === "basic" ? /(?<=:).+$/su.exec(Buffer.from(rest, "base64").toString())?.[0] : undefined;
  return password === undefined ? [value, rest] : [value, rest, password];
}
