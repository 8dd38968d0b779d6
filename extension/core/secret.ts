const MASK = "[secret]";

/**
 * A value that must not be shown by accident: string conversion, JSON and `console.log` all give `[secret]`.
 * The value itself comes out through `reveal()` only, so that every use of it can be found by searching for that word.
 */
export class Secret {
  readonly #value: string;

  constructor(value: string) {
    this.#value = value;
  }

  reveal(): string {
    return this.#value;
  }

  toString(): string {
    return MASK;
  }

  toJSON(): string {
    return MASK;
  }

  [Symbol.for("nodejs.util.inspect.custom")](): string {
    return MASK;
  }
}
