import { readFile } from "node:fs/promises";
import * as v from "valibot";
import { startMockServer } from "../mock.ts";
import { StartError } from "../start-error.ts";
import { fixtureSchema } from "./fixture.ts";
import { record } from "./record.ts";
import { verify } from "./verify.ts";

export { record };

/** Replays a fixture against a mock server, a fresh one unless an address is given. Answers with the lines of a report. */
export async function verifyFixture(
  file: string,
  against: string | undefined,
  values: boolean,
): Promise<{ readonly lines: readonly string[]; readonly different: number }> {
  const fixture = await readFixture(file);
  const mock = against === undefined ? await startMockServer({ seed: "demo" }) : undefined;
  try {
    const verdicts = await verify(fixture, against ?? mock?.url ?? "", values);
    const different = verdicts.filter(({ differences }) => differences.length > 0);
    const lines = different.flatMap(({ exchange: { method, path }, differences }) => [
      `${method} ${path.split("?")[0] ?? path}`,
      ...differences.map(
        ({ field, real, mock: ours }) => `  ${field}: the real server has ${real}, the mock has ${ours}`,
      ),
    ]);
    const summary = `${verdicts.length} requests, ${different.length} answered differently`;
    return { lines: [...lines, summary], different: different.length };
  } finally {
    await mock?.stop();
  }
}

async function readFixture(file: string) {
  const text = await readFile(file, "utf8").catch(() => {
    throw new StartError(`The fixture ${file} can't be read.`);
  });
  const parsed = v.safeParse(v.pipe(v.string(), v.parseJson(), fixtureSchema), text);
  if (parsed.success) return parsed.output;
  throw new StartError(`${file} is no fixture that keyporter-mock record has written.`);
}
