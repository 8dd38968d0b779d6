import assert from "node:assert/strict";
import { acts } from "./acts/all.ts";
import type { Act, End, Ground } from "./acts/act.ts";
import { groundFor } from "./acts/ground.ts";
import { agreement, issuedAndHad } from "./in-the-end.ts";
import { kindsOfFault, type KindOfFault } from "./kinds-of-fault.ts";
import { type Mock, startMock, stopMocks } from "./mock.ts";
import { closePages, connect, failures, hands, note, refreshed, saysNext, until } from "./window.ts";
import { shorterTimeouts } from "./hands/timeouts.ts";

const ACTIONS = Number(process.env["KEYPORTER_CHAOS_ACTIONS"] ?? 60);
const SEED = Number(process.env["KEYPORTER_CHAOS_SEED"] ?? 1);
/** Nothing may leave a person waiting for longer, whatever the server does. */
const LONGEST_MS = 60_000;

interface Row {
  readonly kind: string;
  actions: number;
  requestsHit: number;
  done: number;
  told: number;
  readonly wrong: string[];
}

describe("Chaos", () => {
  after(stopMocks);

  it(`${ACTIONS} actions on all three services, while each fault hits one request in five`, async function () {
    this.timeout(0);
    const h = await hands();
    const mock = await startMock();
    const connections = { confidence: "C", octane: "O", confluence: "A" } as const;
    await connect(
      h,
      Object.entries(connections).map(([service, id]) => ({
        id,
        service: service as keyof typeof connections,
        url: mock.url,
      })),
    );
    await refreshed(h, "C", "O", "A");
    const restoreTimeouts = shorterTimeouts(15);
    const unhandledBefore = h.unhandled.length;
    const ground = groundFor(h, connections, `chaos ${SEED}`, SEED);
    const sinceStart = await issuedAndHad(h, mock);
    const rows: Row[] = [];
    const share = Math.max(1, Math.ceil(ACTIONS / kindsOfFault.length));
    let left = ACTIONS;
    for (const kind of kindsOfFault) {
      rows.push(await under(kind, Math.min(share, left), ground, mock));
      left -= share;
      if (left <= 0) break;
    }
    await mock.faults();
    await mock.faulty();
    restoreTimeouts();
    print(rows);

    await until("the end of all progress", () => h.progress.every(({ ended }) => ended), LONGEST_MS);
    const lost = await sinceStart.lost();
    note(
      `secrets: ${lost.issued} issued and valid, ${lost.had} had, ${lost.reported} reported, ${lost.missing.length} lost`,
    );
    // How it came to that: all that was said, act by act.
    if (lost.missing.length > 0) for (const { kind, text } of h.told) note(`${kind}: ${text}`);
    assert.deepEqual(lost.missing, [], "secrets that were issued and that nobody has");
    assert.deepEqual(await agreement(h, mock, connections), [], "where the tree and the servers do not agree");
    assert.deepEqual(h.unhandled.slice(unhandledBefore), [], "unhandled rejections");
    assert.deepEqual(
      h.log.filter(line => /TypeError|RangeError|ReferenceError|AssertionError/u.test(line)),
      [],
      "mistakes in the log",
    );
    assert.deepEqual(
      rows.flatMap(({ wrong }) => wrong),
      [],
    );
  });
});

/** So many acts, one after the other, while one kind of fault is on. */
async function under(kind: KindOfFault, actions: number, ground: Ground, mock: Mock): Promise<Row> {
  const row: Row = { kind: kind.name, actions: 0, requestsHit: 0, done: 0, told: 0, wrong: [] };
  await mock.faults(...kind.faults);
  while (row.actions < actions) {
    const act = acts[ground.chance(acts.length - 1)];
    if (act === undefined) break;
    const end = await judged(act, ground);
    closePages(ground.hands);
    if (end.type === "nothing") continue;
    row.actions += 1;
    ground.hands.told.push({ kind: "status", text: `${kind.name}; ${act.name}: ${end.type}`, buttons: [] });
    if (end.type === "done") row.done += 1;
    else if (end.type === "told") row.told += 1;
    else {
      row.wrong.push(`${kind.name}; ${act.name}: ${end.why}`);
      note(`WRONG ${kind.name}; ${act.name}: ${end.why}`);
    }
  }
  row.requestsHit = await mock.faulty();
  return row;
}

type Verdict = End | { readonly type: "wrong"; readonly why: string };

/** What is not done was told, with what to do next, and in time. */
async function judged(act: Act, ground: Ground): Promise<Verdict> {
  const { hands: h } = ground;
  const from = h.told.length;
  const began = performance.now();
  const end = await act.perform(ground).catch((error: unknown) => ({
    type: "wrong" as const,
    why: error instanceof Error ? (error.stack ?? error.message) : String(error),
  }));
  if (end.type === "wrong") return end;
  const seconds = (performance.now() - began) / 1000;
  if (seconds > 20) note(`slow: ${act.name} took ${seconds.toFixed(0)} s`);
  if (seconds * 1000 > LONGEST_MS) return { type: "wrong", why: `took ${seconds.toFixed(0)} s` };
  const said = [...failures(h.told.slice(from))];
  if (end.type === "told" && end.text !== undefined && end.atField !== true)
    said.push({ kind: "page", text: end.text, buttons: [] });
  if (end.type === "told" && said.length === 0 && end.atField !== true)
    return { type: "wrong", why: `ended in silence: ${JSON.stringify(h.told.slice(from))}` };
  const mute = said.find(each => !saysNext(each));
  if (mute !== undefined) return { type: "wrong", why: `no next step: ${mute.text}` };
  return end;
}

function print(rows: readonly Row[]): void {
  const line = (name: string, ...cells: readonly (string | number)[]): void =>
    note(name.padEnd(26) + cells.map(cell => String(cell).padStart(14)).join(""));
  line(`fault (seed ${SEED})`, "actions", "requests hit", "done", "told, next", "WRONG");
  for (const { kind, actions, requestsHit, done, told, wrong } of rows)
    line(kind, actions, requestsHit, done, told, wrong.length);
  const sum = (key: "actions" | "requestsHit" | "done" | "told"): number =>
    rows.reduce((total, row) => total + row[key], 0);
  const wrong = rows.reduce((total, row) => total + row.wrong.length, 0);
  line("all", sum("actions"), sum("requestsHit"), sum("done"), sum("told"), wrong);
}
