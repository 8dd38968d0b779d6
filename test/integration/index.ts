import { readdirSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { seenActivation } from "./activation/record.ts";

interface Result {
  readonly title: string;
  readonly milliseconds: number;
  readonly error?: string;
  /** What it failed with before it passed. */
  readonly wasFlaky?: string;
}

/** VS Code calls this inside the extension host (extensionTestsPath); the outcome goes into results.json beside it. */
export async function run(): Promise<void> {
  const tests: Result[] = [];
  const errors: string[] = [];
  try {
    await runMocha(tests);
  } catch (error) {
    errors.push(text(error));
  }
  // Renamed into place, so that whoever waits for it never reads half of it.
  writeFileSync(join(__dirname, "results.part"), JSON.stringify({ tests, errors, activation: seenActivation() }));
  renameSync(join(__dirname, "results.part"), join(__dirname, "results.json"));
}

async function runMocha(tests: Result[]): Promise<void> {
  const { default: Mocha } = await import("mocha");
  const mocha = new Mocha({
    ui: "bdd",
    timeout: 30_000,
    grep: process.env["KEYPORTER_TEST_ONLY"] ?? "",
    retries: Number(process.env["KEYPORTER_TEST_RETRIES"] ?? 0),
  });
  for (const file of readdirSync(__dirname, { recursive: true, encoding: "utf8" }).sort())
    if (file.endsWith(".test.cjs")) mocha.addFile(join(__dirname, file));
  await mocha.loadFilesAsync();
  await new Promise<void>(resolve => {
    const atFirst = new Map<string, string>();
    const ended = (test: Mocha.Test, error?: unknown) => {
      const wasFlaky = atFirst.get(test.fullTitle());
      tests.push({
        title: test.fullTitle(),
        milliseconds: test.duration ?? 0,
        ...(error === undefined ? {} : { error: text(error) }),
        ...(wasFlaky === undefined ? {} : { wasFlaky }),
      });
    };
    const runner = mocha.run(() => resolve());
    runner.on("retry", (test: Mocha.Test, error: unknown) => atFirst.set(test.fullTitle(), text(error)));
    runner.on("pass", test => ended(test));
    runner.on("fail", (test, error) => ended(test, error));
  });
}

const text = (error: unknown): string => (error instanceof Error ? (error.stack ?? error.message) : String(error));
