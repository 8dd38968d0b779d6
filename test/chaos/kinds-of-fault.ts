import type { Fault, FaultEffect } from "keyporter/mock";

export interface KindOfFault {
  readonly name: string;
  readonly faults: readonly Fault[];
}

const PROBABILITY = 0.2;

const effects: Readonly<Record<string, FaultEffect>> = {
  "latency": { latencyMs: { median: 200, p95: 1500 } },
  "no answer in time": { latencyMs: 4000 },
  "status 401": { status: 401 },
  "status 403": { status: 403 },
  "status 500": { status: 500 },
  "status 503": { status: 503 },
  "429, one second": { retryAfter: 1 },
  "429, two minutes": { retryAfter: 120 },
  "dropped connection": { dropConnection: true },
  "lost answer": { lostAnswer: true },
  "half a body": { halfBody: true },
  "half an answer": { truncatedJson: true },
  "malformed JSON": { malformedJson: true },
  "empty body": { emptyBody: true },
  "HTML page": { html: true },
  "trickle": { bytesPerSecond: 3000 },
};

/** Each fault of the mock server hits one request in five; in the end all of them do at once. */
export const kindsOfFault: readonly KindOfFault[] = [
  ...Object.entries(effects).map(([name, effect]) => ({ name, faults: [{ probability: PROBABILITY, effect }] })),
  {
    name: "all of them at once",
    faults: Object.values(effects).map(effect => ({ probability: PROBABILITY, effect })),
  },
];
