import { spawn } from "node:child_process";
import { once } from "node:events";
import { get } from "node:http";
import { createInterface } from "node:readline";
import * as v from "valibot";
import { median, type Bench } from "./measure.ts";
import { at } from "./paths.ts";

const rounds = 11;
const Started = v.object({ url: v.string() });

/** From the start of the process to the first answer: the mock server and a bare node:http server, in turns. */
export const firstAnswer: Bench = async () => {
  const mock: number[] = [];
  const bare: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    mock.push(await firstAnswerOf([at("dist/mock-server.mjs"), "--memory", "--port=0", "--json"]));
    bare.push(await firstAnswerOf([at("test/bench/bare-server.mjs")]));
  }
  const [ofMock, ofBare] = [median(mock), median(bare)];
  const remark = `median of ${rounds} processes`;
  return [
    { what: "first answer of the mock server", value: ofMock, unit: "ms", remark },
    { what: "first answer of a bare node:http server", value: ofBare, unit: "ms", remark },
    { what: "  the mock against the bare one", value: ofMock / ofBare, unit: "x", budget: 2, hard: true },
  ];
};

async function firstAnswerOf(args: readonly string[]): Promise<number> {
  const started = performance.now();
  const server = spawn(process.execPath, args, { stdio: ["ignore", "pipe", "inherit"] });
  const closed = once(server, "close");
  try {
    for await (const line of createInterface(server.stdout)) {
      await answer(`${v.parse(Started, JSON.parse(line)).url}/__mock/health`);
      return performance.now() - started;
    }
    throw new Error(`${args.join(" ")} ended before it listened.`);
  } finally {
    server.kill("SIGKILL");
    await closed;
  }
}

/** node:http and not fetch: fetch's own start would be a part of the first measurement only. */
function answer(url: string): Promise<void> {
  return new Promise((resolve, reject) => {
    get(url, { agent: false }, response => {
      response
        .resume()
        .once("end", () =>
          response.statusCode === 200 ? resolve() : reject(new Error(`${url}: ${response.statusCode}`)),
        );
    }).once("error", reject);
  });
}
