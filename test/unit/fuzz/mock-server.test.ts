import fc from "fast-check";
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { readCommandLine } from "../../../mock-server/command-line.ts";
import { StartError } from "../../../mock-server/start-error.ts";
import { readSavedState } from "../../../mock-server/store/saved-state.ts";
import { startMockServer } from "../../../mock-server/mock.ts";
import { damaged, oddJson, oddText } from "./json-like.ts";
import { PATIENCE_MS, slowTries, tries } from "../../tries.ts";

let folder = "";
beforeAll(() => (folder = mkdtempSync(join(tmpdir(), "keyporter-fuzz-"))));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test(
  "whatever is written on the command line starts something or is a problem in one line",
  () => {
    const flag = fc.constantFrom(
      ...[
        "--port",
        "--host",
        "--allow-remote",
        "--db",
        "--memory",
        "--seed",
        "--reset",
        "--json",
        "--option",
        "--allow-host",
      ],
      ...[
        "--cors",
        "--tls-cert",
        "--tls-key",
        "--random-seed",
        "--now",
        "--fault",
        "--quiet",
        "--help",
        "--",
        "-h",
        "-p",
        "--no-json",
      ],
      ...[
        "record",
        "verify",
        "octane.idleMinutes=x",
        "confidence.shape=both",
        "0",
        "65536",
        "127.0.0.1",
        "0.0.0.0",
        "large:1e9",
        "demo",
      ],
    );
    const argument = fc.oneof(
      flag,
      flag,
      oddText,
      fc.tuple(flag, oddText).map(pair => pair.join("=")),
    );
    fc.assert(
      fc.property(fc.array(argument, { maxLength: 6 }), fc.constantFrom({}, { CI: "1" }), (args, environment) => {
        const command = readCommandLine(args, environment);
        if (command.kind === "problem") expect(command.message).not.toBe("");
        if (command.kind !== "start") return;
        const { port = 0 } = command.server;
        expect(Number.isInteger(port) && port >= 0 && port <= 65_535).toBe(true);
      }),
      tries(2000),
    );
  },
  PATIENCE_MS,
);

test(
  "whatever stands in a state file is taken over, or kept aside and told in a sentence",
  async () => {
    const db = join(folder, "whole.json");
    const mock = await startMockServer({ db, seed: "demo" });
    await mock.stop();
    const whole: unknown = JSON.parse(readFileSync(db, "utf8"));
    const text = fc.oneof(
      damaged(whole).map(json => JSON.stringify(json)),
      fc.nat().map(at => JSON.stringify(whole).slice(0, at % JSON.stringify(whole).length)),
      oddJson("version", "seed", "services").map(json => JSON.stringify(json)),
      oddText,
    );
    let count = 0;
    await fc.assert(
      fc.asyncProperty(text, async given => {
        const file = join(folder, `state-${++count}.json`);
        writeFileSync(file, given);
        const accepts = (): void => undefined;
        const found = await readSavedState(file, `${file}.bak`, accepts).catch((error: unknown) => {
          expect(error).toBeInstanceOf(StartError);
          return undefined;
        });
        const kept = readdirSync(folder).filter(name => name.startsWith(`state-${count}.json`));
        expect(kept).toHaveLength(1);
        expect(readFileSync(join(folder, kept[0] ?? ""), "utf8")).toBe(Buffer.from(given).toString());
        if (found !== undefined) expect(found.state.version).toBe(1);
        for (const name of kept) rmSync(join(folder, name));
      }),
      tries(200),
    );
  },
  PATIENCE_MS,
);

test(
  "a server takes over any state that it accepts, and answers; what it does not accept changes nothing",
  async () => {
    const mock = await startMockServer({ seed: "demo" });
    const control = (method: string, body?: string): Promise<Response> =>
      fetch(`${mock.url}/__mock/state`, {
        method,
        headers: { "content-type": "application/json" },
        ...(body === undefined ? {} : { body }),
      });
    const exported = async (): Promise<unknown> => (await control("GET")).json();
    const whole = await exported();
    try {
      await fc.assert(
        fc.asyncProperty(damaged(whole), async state => {
          const present = await exported();
          const answer = await control("PUT", JSON.stringify(state));
          expect(answer.status).toBeLessThan(500);
          await answer.text();
          if (answer.status >= 400) expect(await exported()).toEqual(present);
          const headers = { authorization: "Bearer demo-confidence-token" };
          const list = await fetch(`${mock.url}/v1/apiClients`, { headers });
          expect(list.status).toBeLessThan(500);
          await list.text();
          expect((await control("PUT", JSON.stringify(whole))).status).toBe(200);
        }),
        slowTries(60),
      );
    } finally {
      await mock.stop();
    }
  },
  PATIENCE_MS,
);
