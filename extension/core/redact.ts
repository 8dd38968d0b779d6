const MASK = "[redacted]";

/** Names of fields and headers whose values are never shown, as they appear in JSON, headers and query strings. */
const SENSITIVE_NAME = /secret|password|passwd|token|authorization|cookie|credential|api[-_]?key/iu;

/** No exchange has more; what is nothing but secrets is not searched for all of them. */
const MOST_VALUES = 1000;
/** So many parts of a value are looked at, the outer ones first: more than any error has, and a tenth of a second's work. */
const MOST_PARTS = 100_000;

/**
 * Shapes that are secrets wherever they stand. What a lookbehind repeats is bounded, and nothing has to follow a value: looked for
 * backwards from each of thousands of names, or forwards for an end that never comes, they would take seconds.
 */
const SENSITIVE_SHAPES: readonly RegExp[] = [
  // `Authorization: Bearer ...`; without the header's name it could be prose ("Basic authentication"), so a mere word stays.
  /(?<=\bauthorization["']?\s{0,20}[:=]\s{0,20}["']?(?:bearer|basic)\s{1,20})[\w.~+/=-]{6,}/giu,
  /(?<=\b[Bb](?:earer|asic)\s{1,20})(?![A-Za-z]?[a-z]{5,19}(?![\w~+/=-]))[\w.~+/=-]{6,}/gu,
  // "clientSecret": "...", a JSON string to its end.
  /(?<=(?:secret|password|passwd|token|api[-_]?key|cookie[\w-]{0,32}key)[^"]{0,64}"\s{0,20}:\s{0,20}")(?:[^"\\]+|\\.)+/giu,
  // \"clientSecret\":\"...\", the same as a text within JSON, where each backslash is two.
  /(?<=(?:secret|password|passwd|token|api[-_]?key|cookie[\w-]{0,32}key)[^"]{0,64}\\"\s{0,20}:\s{0,20}\\")(?:[^"\\]+|\\\\(?:\\["\\]|[^"\\]))+/giu,
  // 'clientSecret': '...', client_secret=..., x-api-key: ..., LWSSO_COOKIE_KEY=...
  /(?<=(?:secret|password|passwd|token|api[-_]?key|cookie[\w-]{0,32}key)["']?\s{0,20}[:=]\s{0,20}["']?)[^\s"',;&}]{4,}/giu,
];

/** What may hold a JSON Web Token, in one piece: each character is looked at once. */
const DOTTED = /(?<![\w.-])[\w.-]+/gu;

/** The beginning of a JSON Web Token: `{"` in base64, and some of what follows. */
const TOKEN_BEGIN = /eyJ[\w-]{8}/u;

/**
 * The text without anything that is, or looks like, a secret.
 * @param known values that are secret for sure, also escaped as in JSON or an address; short ones are ignored, since they would
 * blacken ordinary words
 */
export function redact(text: string, known: Iterable<string> = []): string {
  let result = maskFor([...known].filter(({ length }) => length <= text.length))(text);
  result = result.replace(DOTTED, withoutTokens);
  for (const shape of SENSITIVE_SHAPES) result = result.replace(shape, MASK);
  return result;
}

/** A JSON Web Token has three parts, of which the last may be empty; before the first there may be anything, such as `id_`. */
function withoutTokens(dotted: string): string {
  const parts = dotted.split(".");
  const kept: string[] = [];
  for (let index = 0; index < parts.length; index++) {
    const part = parts[index] ?? "";
    const begin = index + 2 < parts.length && parts[index + 1] !== "" ? part.search(TOKEN_BEGIN) : -1;
    kept.push(begin === -1 ? part : `${part.slice(0, begin)}${MASK}`);
    if (begin !== -1) index += 2;
  }
  return kept.join(".");
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

/** The string values that stand under sensitive names anywhere in a JSON value, however deep, up to so many. */
export function sensitiveValues(json: unknown, most = MOST_VALUES): readonly string[] {
  const found: string[] = [];
  // Grows while it is walked through: calls within calls would end with the stack.
  const parts: unknown[] = [json];
  let looked = 0;
  for (const part of parts) {
    if (typeof part !== "object" || part === null) continue;
    // Positions in a list are no names, and there may be millions.
    const named: Iterable<[string, unknown]> = Array.isArray(part)
      ? part.slice(0, MOST_PARTS).map((value): [string, unknown] => ["", value])
      : Object.entries(part);
    for (const [name, value] of named) {
      if (found.length >= most || ++looked > MOST_PARTS) return found;
      const texts = SENSITIVE_NAME.test(name) ? [value].flat().slice(0, most) : [];
      for (const text of texts) if (typeof text === "string") found.push(...withoutScheme(text));
      if (typeof value === "object") parts.push(value);
    }
  }
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
