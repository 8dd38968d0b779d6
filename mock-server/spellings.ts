/** Shorter ones would be found everywhere. */
export const shortestFound = 6;

/**
 * Finds texts in another text, as they are, inside JSON, and in an address. However many there are, a text is gone
 * through once: they are kept by how they begin, and by their length.
 */
export class Spellings {
  readonly #byStart = new Map<string, Map<number, Map<string, string>>>();
  /** Not spelled yet: many come and go before anybody looks for them. */
  readonly #added = new Set<string>();

  add(text: string): void {
    this.#added.add(text);
  }

  delete(text: string): void {
    if (this.#added.delete(text)) return;
    for (const spelled of spellingsOf(text)) {
      const start = spelled.slice(0, shortestFound);
      const byLength = this.#byStart.get(start);
      const ofLength = byLength?.get(spelled.length);
      ofLength?.delete(spelled);
      if (ofLength?.size === 0) byLength?.delete(spelled.length);
      if (byLength?.size === 0) this.#byStart.delete(start);
    }
  }

  /** Those that are in a text; one that is there twice, twice. */
  *within(text: string): Generator<string> {
    this.#spell();
    for (let at = 0; at + shortestFound <= text.length; at += 1) {
      const byLength = this.#byStart.get(text.slice(at, at + shortestFound));
      if (byLength === undefined) continue;
      for (const [length, ofLength] of byLength) {
        const found = ofLength.get(text.slice(at, at + length));
        if (found !== undefined) yield found;
      }
    }
  }

  #spell(): void {
    for (const text of this.#added) {
      for (const spelled of spellingsOf(text)) {
        const start = spelled.slice(0, shortestFound);
        const byLength = this.#byStart.get(start) ?? new Map<number, Map<string, string>>();
        const ofLength = byLength.get(spelled.length) ?? new Map<string, string>();
        this.#byStart.set(start, byLength.set(spelled.length, ofLength.set(spelled, text)));
      }
    }
    this.#added.clear();
  }
}

function spellingsOf(text: string): ReadonlySet<string> {
  return new Set([text, JSON.stringify(text).slice(1, -1), inUrl(text)]);
}

/** A text as an address has it. Half a surrogate pair can't be encoded; what stands for it is what is sent, too. */
export function inUrl(text: string): string {
  return encodeURIComponent(text.replaceAll(/\p{Surrogate}/gu, "\uFFFD"));
}
