import { existsSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import * as v from "valibot";
import { controlOf } from "../chaos/mock.ts";
import { closePages, connect, connectionRows, hands, note, refreshed, until } from "../chaos/window.ts";
import { connections, type Scene, steps } from "./steps.ts";

const result = v.object({ title: v.string(), milliseconds: v.number(), error: v.exactOptional(v.string()) });
const progress = v.object({
  step: v.number(),
  /** The window was reloaded in the middle of the step; what is left to do is to look what became of it. */
  isBegun: v.boolean(),
  beganAt: v.number(),
  tests: v.array(result),
});
type Progress = v.InferOutput<typeof progress>;

const file = join(__dirname, "progress.json");
/** A trickle that no reload waits for. */
const BYTES_PER_SECOND = 10;

/** VS Code calls this in each window anew, also after a reload: it goes on where the window before was cut off. */
export async function run(): Promise<void> {
  const so: Progress = existsSync(file)
    ? v.parse(progress, JSON.parse(readFileSync(file, "utf8")))
    : { step: 0, isBegun: false, beganAt: Date.now(), tests: [] };
  const { KEYPORTER_TEST_MOCK_URL: url = "" } = process.env;
  const mock = controlOf(url);
  const scene: Scene = { h: await hands(), url };
  const tests = [...so.tests];
  let { step } = so;
  if (so.isBegun) {
    tests.push({ ...(await checked(scene, step)), milliseconds: Date.now() - so.beganAt });
    step += 1;
  }
  const next = steps[step];
  if (next === undefined) {
    end(tests);
    return;
  }
  const beganAt = Date.now();
  try {
    await mock.faults();
    await ready(scene);
    await mock.faults({ ...next.request, times: 1, effect: { bytesPerSecond: BYTES_PER_SECOND } });
    void next.begin(scene).catch(() => undefined);
    await until(`${next.name}, on the server`, () => next.isDone(scene));
    write({ step, isBegun: true, beganAt, tests });
  } catch (error) {
    tests.push({ title: titleOf(step), milliseconds: Date.now() - beganAt, error: text(error) });
    write({ step: step + 1, isBegun: false, beganAt, tests });
  }
  writeFileSync(join(__dirname, "reload"), "");
  // The reload is the end of this process.
  await delay(120_000);
  throw new Error("nobody has reloaded the window");
}

async function checked(scene: Scene, step: number): Promise<{ readonly title: string; readonly error?: string }> {
  const title = titleOf(step);
  note(title);
  try {
    await controlOf(scene.url).faults();
    await ready(scene);
    await steps[step]?.check(scene);
    return { title };
  } catch (error) {
    return { title, error: text(error) };
  } finally {
    closePages(scene.h);
  }
}

/** Connected, as the window before was; the rows are there. */
async function ready({ h, url }: Scene): Promise<void> {
  if ((await connectionRows(h)).length === 0) {
    await connect(h, [
      { id: connections.confidence, service: "confidence", url },
      { id: connections.octane, service: "octane", url },
      { id: connections.confluence, service: "confluence", url },
    ]);
    // What secret storage was given survives the loss of the window only after some seconds.
    await delay(6000);
  }
  await refreshed(h, ...Object.values(connections));
}

const titleOf = (step: number): string => `A reload of the window in the middle of ${steps[step]?.name ?? "nothing"}`;

function end(tests: Progress["tests"]): void {
  writeFileSync(join(__dirname, "results.part"), JSON.stringify({ tests, errors: [] }));
  renameSync(join(__dirname, "results.part"), join(__dirname, "results.json"));
}

function write(now: Progress): void {
  writeFileSync(`${file}.part`, JSON.stringify(now));
  renameSync(`${file}.part`, file);
}

const text = (error: unknown): string => (error instanceof Error ? (error.stack ?? error.message) : String(error));
