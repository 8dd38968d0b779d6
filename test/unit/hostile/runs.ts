/** So many times a property is tried: `KEYPORTER_FUZZ=100000` for a thorough search. */
export const runs = (usual: number): number => Number(process.env["KEYPORTER_FUZZ"] ?? usual);
