/**
 * A list that is JSON already, row by row: a row is made into text once and then used for every answer and every save
 * until it is replaced.
 */
export class JsonRows {
  readonly #rows: readonly string[];

  constructor(rows: readonly string[]) {
    this.#rows = rows;
  }

  get text(): string {
    return `[${this.#rows.join(",")}]`;
  }
}

/** An object as JSON, whose lists may be JSON already. */
export function jsonOf(body: unknown): string {
  if (typeof body !== "object" || body === null || !Object.values(body).some(value => value instanceof JsonRows)) {
    return JSON.stringify(body);
  }
  const parts = Object.entries(body).flatMap(([name, value]: [string, unknown]) => {
    if (value === undefined || typeof value === "function") return [];
    return [`${JSON.stringify(name)}:${value instanceof JsonRows ? value.text : JSON.stringify(value)}`];
  });
  return `{${parts.join(",")}}`;
}
