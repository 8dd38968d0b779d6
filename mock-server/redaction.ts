import { inUrl, shortestFound, Spellings } from "./spellings.ts";

/** What stands where a secret was. */
export const redacted = "[redacted]";

const secretName = /secret|passw|token|authorization|cookie|credential|api[-_]?key|signing|private/i;
const harmlessName = /^((next|prev)?_?page_?token|token_?type|grant_?type|subject_?token_?type)$/i;

/** Each request may bring a new one, the cookie of a session for example; the oldest are forgotten. */
const mostSecrets = 10_000;

/** Deeper than any answer; what is nested further is left out rather than followed. */
const deepest = 40;

/** Whether a field, parameter or header of this name holds something that nobody else may read. */
export function isSecretName(name: string): boolean {
  return secretName.test(name) && !harmlessName.test(name);
}

/** Secrets that were found by where they stood, so that they can be struck out wherever else they are. */
export class Secrets {
  readonly #found = new Set<string>();
  readonly #spellings = new Spellings();

  note(secret: string): void {
    if (secret.length < shortestFound || secret === redacted) return;
    // Those that are in use are the newest.
    const isNew = !this.#found.delete(secret);
    this.#found.add(secret);
    if (!isNew) return;
    this.#spellings.add(secret);
    for (const oldest of this.#found) {
      if (this.#found.size <= mostSecrets) return;
      this.#found.delete(oldest);
      this.#spellings.delete(oldest);
    }
  }

  /** Notes every secret that a JSON value holds. */
  noteIn(value: unknown, secretAbove = false, depth = 0): void {
    if (typeof value === "string" && secretAbove) this.note(value);
    if (typeof value !== "object" || value === null || depth > deepest) return;
    for (const [name, inner] of Object.entries(value)) this.noteIn(inner, secretAbove || isSecretName(name), depth + 1);
  }

  /** Those that a text holds: what has to be looked for in it. */
  within(text: string): Secrets {
    const here = new Secrets();
    for (const secret of this.#spellings.within(text)) here.note(secret);
    return here;
  }

  /** A text without any of them, nor anything that looks like a bearer. */
  strike(text: string): string {
    let struck = text;
    for (const secret of this.#found) {
      struck = struck.replaceAll(secret, redacted);
      struck = struck.replaceAll(inUrl(secret), redacted);
    }
    return struck
      .replace(/\beyJ[\w-]+\.[\w-]+\.[\w-]*/g, redacted)
      .replace(/\b(Bearer|Basic) +[\w.~+/=-]{6,}/gi, `$1 ${redacted}`);
  }

  /** A JSON value without any secret. */
  strikeIn(value: unknown, depth = 0): unknown {
    if (typeof value === "string") return this.strike(value);
    if (typeof value !== "object" || value === null) return value;
    if (depth > deepest) return "[nested too deep]";
    if (Array.isArray(value)) return value.map(inner => this.strikeIn(inner, depth + 1));
    const entries = Object.entries(value).map(([name, inner]): [string, unknown] => [
      this.strike(name),
      isSecretName(name) && inner !== null && inner !== "" ? redacted : this.strikeIn(inner, depth + 1),
    ]);
    return Object.fromEntries(entries);
  }
}

/** Notes what a header lets out. */
export function noteHeaderSecrets(name: string, value: string, secrets: Secrets): void {
  const lower = name.toLowerCase();
  if (lower === "authorization") {
    const [, scheme = "", credentials = ""] = /^(\w+) +(.*)$/.exec(value) ?? [];
    secrets.note(credentials);
    if (scheme.toLowerCase() === "basic") {
      secrets.note(Buffer.from(credentials, "base64").toString("utf8").split(":").slice(1).join(":"));
    }
  } else if (lower === "cookie") {
    for (const pair of value.split(";")) secrets.note(pair.slice(pair.indexOf("=") + 1).trim());
  } else if (lower === "set-cookie") {
    secrets.note(/=([^;]*)/.exec(value)?.[1]?.trim() ?? "");
  } else if (isSecretName(lower)) secrets.note(value);
}

/** A header as it may be shown: what kind of credentials, but not which. */
export function redactHeader(name: string, value: string, secrets: Secrets): string {
  const lower = name.toLowerCase();
  if (lower === "authorization") return /^\w+ /.test(value) ? `${value.split(" ", 1)[0] ?? ""} ${redacted}` : redacted;
  if (lower === "cookie") {
    return value
      .split(";")
      .map(pair => `${pair.split("=", 1)[0]?.trim() ?? ""}=${redacted}`)
      .join("; ");
  }
  if (lower === "set-cookie") return value.replace(/=[^;]*/, `=${redacted}`);
  return isSecretName(lower) ? redacted : secrets.strike(value);
}
