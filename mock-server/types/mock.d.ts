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
  /** Origins whose pages may call. */
  cors?: readonly string[];
  /** PEM files to serve https with. */
  tls?: { readonly cert: string; readonly key: string };
  /** Makes ids, client IDs and secrets reproducible. */
  randomSeed?: number;
  /** Called after each request. */
  onRequest?: (entry: JournalEntry) => void;
  /** Called with this server's own mistakes. */
  onError?: (error: unknown) => void;
}

export interface JournalEntry {
  readonly at: string;
  readonly method: string;
  readonly path: string;
  /** 0 where the connection was cut instead of answered. */
  readonly status: number;
  readonly milliseconds: number;
  readonly fault?: string;
}

export interface FaultEffect {
  status?: number | undefined;
  message?: string | undefined;
  /** Seconds; alone it means status 429. */
  retryAfter?: number | undefined;
  latencyMs?: number | undefined;
  dropConnection?: true | undefined;
  /** The work is done and saved, then the connection is cut. */
  lostAnswer?: true | undefined;
  html?: true | undefined;
  emptyBody?: true | undefined;
  truncatedJson?: true | undefined;
}

export interface Fault {
  service?: string | undefined;
  method?: string | undefined;
  /** `*` stands for anything; without one the path has to begin with this. */
  path?: string | undefined;
  times?: number | undefined;
  probability?: number | undefined;
  effect: FaultEffect;
}

export interface MockServer {
  readonly url: string;
  readonly port: number;
  readonly db: string | undefined;
  readonly seed: string;
  readonly clock: {
    now(): number;
    set(time: number): void;
    advance(milliseconds: number): void;
    freeze(frozen: boolean): void;
    reset(): void;
    frozen(): boolean;
  };
  readonly faults: { add(fault: Fault): void; list(): readonly Fault[]; clear(): void };
  readonly journal: { entries(): readonly JournalEntry[]; clear(): void };
  options(): Readonly<Record<string, string | number>>;
  setOptions(changes: Readonly<Record<string, string | number>>): void;
  /** Everything as it was at the start, with another seed if one is named. */
  reset(seed?: string): Promise<void>;
  /** Ends all connections and saves everything. */
  stop(): Promise<void>;
}

/** Why the server could not be started, in one line. */
export class StartError extends Error {}

export function startMockServer(options?: MockServerOptions): Promise<MockServer>;
