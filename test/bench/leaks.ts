import { randomBytes } from "node:crypto";
import { Secret } from "../../extension/core/secret.ts";
import { finderOf, printOf } from "../../extension/vault/fingerprint.ts";
import { vaultKey } from "../../extension/vault/key.ts";
import { median, type Bench } from "./measure.ts";

const rounds = 9;
const megabytes = 5;

/** Looking through the largest file that is looked at for fingerprints, against looking for the values themselves, in turns. */
export const leaks: Bench = async () => {
  const text = source(megabytes * 1024 * 1024);
  const key = vaultKey(randomBytes(32));
  const measures = [1, 50].map(count => {
    const values = Array.from({ length: count }, (_, index) =>
      index % 2 === 0 ? randomBytes(32).toString("hex") : randomBytes(15).toString("hex"),
    );
    const find = finderOf(
      values.map(value => printOf(new Secret(value), key)),
      key,
    );
    const [ours, plain]: [number[], number[]] = [[], []];
    for (let round = 0; round < rounds; round += 1) {
      ours.push(timed(() => find(text).length));
      plain.push(timed(() => values.filter(value => text.includes(value)).length));
    }
    const budget = count === 1 ? {} : { budget: 3, hard: true };
    return [
      { what: `leak check of 5 MB, secrets: ${count}`, value: median(ours), unit: "ms" as const, budget: 200 },
      { what: "  throughput, MB", value: megabytes / (median(ours) / 1000), unit: "/s" as const },
      { what: "  against indexOf", value: median(ours) / median(plain), unit: "x" as const, ...budget },
    ];
  });
  return measures.flat();
};

/** Something like code: words of which a quarter are hexadecimal, on lines. */
function source(size: number): string {
  const words = ["const", "return", "secret", "=", "(", ")", "{", "}", ";\n", '"'];
  let text = "";
  while (text.length < size) {
    const [byte = 0, other = 0] = randomBytes(2);
    text += byte < 64 ? randomBytes(1 + (other % 40)).toString("hex") : `${words[other % words.length] ?? ""} `;
  }
  // As a file is: one piece.
  return Buffer.from(text).toString("latin1");
}

function timed(work: () => number): number {
  const started = performance.now();
  if (work() !== 0) throw new Error("Something was found that is not there.");
  return performance.now() - started;
}
