/*
 * How often the property tests of all suites try, and what. `npm run test:fuzz -- --runs 10000` has them search thoroughly; what it then
 * prints of a failure brings the same case back. The smallest failing case becomes an example beside its property, or a test of its own.
 */

const THOROUGH = "KEYPORTER_FUZZ" in process.env;

/**
 * Chosen once, so that a test that is repeated meets the same cases, and does not pass by luck. On CI always the same: what a change is
 * judged by is not chance; that is for whoever runs the tests at home, and for `npm run test:fuzz`.
 */
const seed = Number(
  process.env["KEYPORTER_FUZZ_SEED"] ?? (process.env["CI"] ? 1 : Math.trunc(Math.random() * 2 ** 31)),
);
const path = process.env["KEYPORTER_FUZZ_PATH"];

/** So many times a property is tried: the usual number, or what was asked for. */
export const runs = (usual: number): number => Number(process.env["KEYPORTER_FUZZ"] ?? usual);

/** What fast-check is told: it tries this often, and prints the seed and the path of what failed. */
export const tries = (usual: number): { numRuns: number; seed: number; path?: string } => ({
  numRuns: runs(usual),
  seed,
  ...(path === undefined ? {} : { path }),
});

/** Of a property each try of which starts programs or builds a whole scene: a thorough search has a tenth of them. */
export const slowTries = (usual: number): ReturnType<typeof tries> => ({
  ...tries(usual),
  numRuns: THOROUGH ? Math.ceil(runs(usual) / 10) : usual,
});

/** Time enough on a machine that has other things to do. */
export const PATIENCE_MS = THOROUGH ? 3_600_000 : 180_000;
