const MASK = "[redacted]";

/** Names of fields and headers whose values are never shown, as they appear in JSON, headers and query strings. */
const SENSITIVE_NAME = /secret|password|passwd|token|authorization|cookie|credential|api[-_]?key/iu;

/** Shapes that are secrets wherever they stand. */
const SENSITIVE_SHAPES: readonly RegExp[] = [
  // A JSON Web Token.
  /\beyJ[\w-]{8,}\.[\w-]+\.[\w-]*/gu,
  // `Authorization: Bearer ...`, with or without the header's name.
  /(?<=\b(?:bearer|basic)\s+)[\w.~+/=-]{6,}/giu,
  // "clientSecret": "...", client_secret=..., LWSSO_COOKIE_KEY=...
  /(?<=(?:secret|password|passwd|token|cookie[\w-]*key)["']?\s*[:=]\s*["']?)[^\s"',;&}]{4,}/giu,
];

/**
 * The text without anything that is, or looks like, a secret.
 * @param known values that are secret for sure; short ones are ignored, since they would blacken ordinary words
 */
export function redact(text: string, known: Iterable<string> = []): string {
  let result = text;
  for (const value of known) {
    if (value.length >= 6) result = result.replaceAll(value, MASK);
  }
  for (const shape of SENSITIVE_SHAPES) result = result.replace(shape, MASK);
  return result;
}

/** The string values that stand under sensitive names anywhere in a JSON value. */
export function sensitiveValues(json: unknown, depth = 0): readonly string[] {
  if (typeof json !== "object" || json === null || depth > 6) return [];
  return Object.entries(json).flatMap(([name, value]: [string, unknown]) =>
    typeof value === "string" ? (SENSITIVE_NAME.test(name) ? [value] : []) : sensitiveValues(value, depth + 1),
  );
}
