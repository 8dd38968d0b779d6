/** What a request wants to see beyond the default: `body.storage`, `history.lastUpdated`, ... */
export interface Expand {
  /** Whether something is wanted, or something inside it. */
  readonly has: (name: string) => boolean;
  /** The parts that are wanted of something. */
  readonly partsOf: (name: string) => readonly string[];
}

/** Reads `expand`, which may be repeated and have commas. What is not known is ignored. */
export function readExpand(query: URLSearchParams, always: readonly string[] = []): Expand {
  return expandOf([...always, ...pathsOf(query)]);
}

/** What a request wants to see of what is inside each row: of `content`, for rows that have one. */
export function readInnerExpand(query: URLSearchParams, name: string): Expand {
  const paths = pathsOf(query).filter(path => path.startsWith(`${name}.`));
  return expandOf(paths.map(path => path.slice(name.length + 1)));
}

function pathsOf(query: URLSearchParams): readonly string[] {
  return query.getAll("expand").flatMap(text => text.split(",").map(path => path.trim()));
}

function expandOf(paths: readonly string[]): Expand {
  return {
    has: name => paths.some(path => path === name || path.startsWith(`${name}.`)),
    partsOf: name =>
      paths.filter(path => path.startsWith(`${name}.`)).map(path => path.slice(name.length + 1).split(".")[0] ?? ""),
  };
}
