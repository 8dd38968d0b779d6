/**
 * So many times a property is tried; `KEYPORTER_FUZZ=10000` for a thorough search of all of them. fast-check prints the seed and the
 * smallest failing case; that case becomes an example of its property.
 */
export const runs = (usual: number): number => Number(process.env["KEYPORTER_FUZZ"] ?? usual);

/** Time enough for a thorough search on a machine that has other things to do. */
export const PATIENCE_MS = 1_800_000;
