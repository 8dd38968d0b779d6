/** Resources by their name, in the order they were added. Saved as a plain list. */
export class Collection<Item extends { readonly name: string }> {
  readonly #items: Map<string, Item>;
  #all: readonly Item[] | undefined;

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
    this.#all = undefined;
    this.#items.set(item.name, item);
  }

  delete(name: string): boolean {
    this.#all = undefined;
    return this.#items.delete(name);
  }

  /** The same list each time, until something changes. */
  all(): readonly Item[] {
    this.#all ??= [...this.#items.values()];
    return this.#all;
  }

  find(wanted: (item: Item) => boolean): Item | undefined {
    for (const item of this.#items.values()) if (wanted(item)) return item;
    return undefined;
  }

  toJSON(): readonly Item[] {
    return this.all();
  }
}
