/** What a request wants to see beyond the default: `body.storage`, `history.lastUpdated`, ... */
export interface Expand {
  /** Whether something is wanted, or something inside it. */
  readonly has: (name: string) => boolean;
  /** The parts that are wanted of something. */
  readonly partsOf: (name: string) => readonly string[];
}

/** Reads `expand`, which may be repeated and have commas. What is not known is ignored. */
export function readExpand(query: URLSearchParams, always: readonly string[] = []): Expand {
  const paths = [...always, ...query.getAll("expand").flatMap(text => text.split(","))].map(path => path.trim());
  return {
    has: name => paths.some(path => path === name || path.startsWith(`${name}.`)),
    partsOf: name =>
      paths.filter(path => path.startsWith(`${name}.`)).map(path => path.slice(name.length + 1).split(".")[0] ?? ""),
  };
}
