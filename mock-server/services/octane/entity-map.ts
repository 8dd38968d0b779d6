/** Records by their id, in the order they were added. Saved as a plain list. */
export class EntityMap<Item extends { readonly id: string }> {
  readonly #items: Map<string, Item>;

  constructor(items: readonly Item[] = []) {
    this.#items = new Map(items.map(item => [item.id, item]));
  }

  get(id: string): Item | undefined {
    return this.#items.get(id);
  }

  has(id: string): boolean {
    return this.#items.has(id);
  }

  /** Adds a record, or puts it in the place of the one with its id. */
  set(item: Item): void {
    this.#items.set(item.id, item);
  }

  all(): Item[] {
    return [...this.#items.values()];
  }

  toJSON(): Item[] {
    return this.all();
  }
}
