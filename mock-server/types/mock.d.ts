/** What `keyporter/mock` offers. Written by hand: the sources it describes are not part of the package. */

export interface MockServerOptions {
  /** 0, the default, picks a free one. */
  port?: number;
  /** 127.0.0.1 unless told otherwise; any but this machine's own needs `allowRemote`. */
  host?: string;
  allowRemote?: boolean;
  /** The file that the state lives in; without one it is in memory. */
  db?: string;
  /** `demo` (the default), `empty`, `large:N`, or the path of a `.json` file. Used when the state is new. */
  seed?: string;
  /** Begin anew with the seed even where there is a state. */
  reset?: boolean;
  /** How the services behave, for example `{ "confidence.shape": "current" }`. */
  options?: Readonly<Record<string, string | number>>;
  /** Further names that may stand in `Host`. */
  allowHosts?: readonly string[];
  /** Origins whose pages may call the services; not what steers the server. */
  cors?: readonly string[];
  /** PEM files to serve https with. */
  tls?: { readonly cert: string; readonly key: string };
  /** Makes ids, client IDs and secrets reproducible; with `now`, every byte. */
  randomSeed?: number;
  /** The clock stands at this time from the start: `2026-01-31T12:00:00Z`. */
  now?: string;
  /** What goes wrong from the start. */
  faults?: readonly Fault[];
  /** Called after each request. */
  onRequest?: (entry: JournalEntry) => void;
  /** Called with this server's own mistakes. */
  onError?: (error: unknown) => void;
}

/** One request that was answered, in short. */
export interface JournalEntry {
  readonly id: number;
  readonly at: string;
  readonly service?: string;
  readonly method: string;
  readonly path: string;
  /** 0 where the connection was cut instead of answered. */
  readonly status: number;
  readonly milliseconds: number;
  readonly fault?: string;
}

/** What was sent, or answered, without any secret. */
export interface Message {
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: unknown;
  /** Why the body is missing. */
  readonly omitted?: string;
}

export interface Exchange extends JournalEntry {
  readonly request: Message & { readonly query: Readonly<Record<string, string>> };
  readonly answer: Message;
}

/** Which requests somebody wants to see. */
export interface JournalFilter {
  readonly id?: number | undefined;
  readonly service?: string | undefined;
  readonly method?: string | undefined;
  /** With `*` for anything, or without one and with all that is below it. */
  readonly path?: string | undefined;
  /** `404`, or `4xx` for all of its kind. */
  readonly status?: string | undefined;
  /** Only what came after the request with this id. */
  readonly after?: number | undefined;
  /** The last so many. */
  readonly limit?: number | undefined;
}

/** Which requests are expected, and how many; at least one where nothing is said. */
export interface Expectation {
  service?: string | undefined;
  method?: string | undefined;
  /** Exactly this one, or with `*` for anything. */
  path?: string | undefined;
  status?: number | string | undefined;
  /** Parameters that have to be there with these values. */
  query?: Record<string, unknown> | undefined;
  /** What the request has to hold; what is not named may be anything. Secrets are `[redacted]`. */
  body?: unknown;
  /** What the answer has to hold. */
  answer?: unknown;
  times?: number | undefined;
  atLeast?: number | undefined;
  atMost?: number | undefined;
}

export interface Findings {
  readonly met: boolean;
  readonly count: number;
  readonly requests: readonly Exchange[];
  /** Where the expectation is not met: the requests that come closest, and what is different about them. */
  readonly nearest: readonly { readonly request: Exchange; readonly differences: readonly string[] }[];
}

export interface FaultEffect {
  status?: number | undefined;
  message?: string | undefined;
  /** Seconds; alone it means status 429. */
  retryAfter?: number | undefined;
  /** Always the same, evenly between two bounds, or log-normal. */
  latencyMs?: number | { min: number; max: number } | { median: number; p95: number } | undefined;
  dropConnection?: true | undefined;
  /** The work is done and saved, then the connection is cut. */
  lostAnswer?: true | undefined;
  html?: true | undefined;
  emptyBody?: true | undefined;
  /** Half of the answer, as if it were all. */
  truncatedJson?: true | undefined;
  /** Half of the answer, then the connection is cut. */
  halfBody?: true | undefined;
  malformedJson?: true | undefined;
  bytesPerSecond?: number | undefined;
}

export interface Fault {
  service?: string | undefined;
  method?: string | undefined;
  /** With `*` for anything, or without one and with all that is below it. */
  path?: string | undefined;
  /** How many requests, or how many rounds of a sequence. */
  times?: number | undefined;
  probability?: number | undefined;
  /** Either this or a sequence. */
  effect?: FaultEffect | undefined;
  /** One effect for each request in turn; null lets one through. */
  sequence?: (FaultEffect | null)[] | undefined;
}

export interface Snapshot {
  readonly name: string;
  readonly savedAt: string;
  readonly seed: string;
  readonly bytes: number;
}

export interface MockServer {
  readonly url: string;
  readonly port: number;
  readonly db: string | undefined;
  /** Where the state file is kept that was found damaged at the start; its last good copy is in use then. */
  readonly damaged: string | undefined;
  readonly seed: string;
  readonly clock: {
    now(): number;
    set(time: number): void;
    advance(milliseconds: number): void;
    /** So far from the machine's own time. */
    offset(milliseconds: number): void;
    freeze(frozen: boolean): void;
    reset(): void;
    frozen(): boolean;
  };
  readonly faults: {
    /** The name it can be removed by. */
    add(fault: Fault): string;
    list(): readonly (Fault & { readonly id: string })[];
    remove(id: string): boolean;
    clear(): void;
  };
  readonly journal: {
    entries(filter?: JournalFilter): readonly JournalEntry[];
    /** With what was sent and answered, redacted. */
    exchanges(filter?: JournalFilter): readonly Exchange[];
    clear(): void;
    /** Calls for each request from now on, until what is returned is called. */
    subscribe(listener: (entry: JournalEntry) => void): () => void;
  };
  readonly snapshots: {
    save(name: string): Snapshot;
    restore(name: string): Promise<Snapshot>;
    list(): readonly Snapshot[];
    remove(name: string): void;
  };
  options(): Readonly<Record<string, string | number>>;
  setOptions(changes: Readonly<Record<string, string | number>>): void;
  /** Was this called, how often, and with what? */
  check(expected: Expectation): Findings;
  /** The whole state, secrets included; also good as a seed file. */
  exportState(): unknown;
  importState(state: unknown): Promise<void>;
  /**
   * Everything as it was at the start, with another seed if one is named. Octane's sessions and Confidence's access tokens end with the
   * state they belong to; where `randomSeed` is set, they go on.
   */
  reset(seed?: string): Promise<void>;
  /** Ends all connections and saves everything. */
  stop(): Promise<void>;
}

/** Why the server could not be started, in one line. */
export class StartError extends Error {}

export function startMockServer(options?: MockServerOptions): Promise<MockServer>;
