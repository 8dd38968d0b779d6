/** Resources by their name, in the order they were added. Saved as a plain list. */
export class Collection<Item extends { readonly name: string }> {
  readonly #items: Map<string, Item>;

  constructor(items: readonly Item[] = []) {
    this.#items = new Map(items.map(item => [item.name, item]));
  }

  get(name: string): Item | undefined {
    return this.#items.get(name);
  }

  has(name: string): boolean {
    return this.#items.has(name);
  }

  /** Adds a resource, or puts it in the place of the one with its name. */
  set(item: Item): void {
    this.#items.set(item.name, item);
  }

  delete(name: string): boolean {
    return this.#items.delete(name);
  }

  all(): Item[] {
    return [...this.#items.values()];
  }

  find(wanted: (item: Item) => boolean): Item | undefined {
    for (const item of this.#items.values()) if (wanted(item)) return item;
    return undefined;
  }

  toJSON(): Item[] {
    return this.all();
  }
}
