import type { ListingStatus } from "./listing.ts";
import type { Notice } from "./node.ts";

/** What is to be said beside the rows of one connection. */
export function noticesOf(
  status: ListingStatus,
  { known, shown, searched }: { readonly known: number; readonly shown: number; readonly searched: string },
): readonly Notice[] {
  const failed: readonly Notice[] =
    status.type === "failed" ? [{ type: "failed", error: status.error, rowsAreOld: shown > 0 }] : [];
  return [
    ...failed,
    ...(shown === 0 && known > 0 ? [{ type: "all-hidden", count: known } as const] : []),
    ...(status.type === "loading" && known === 0 ? [{ type: "loading" } as const] : []),
    ...(status.type === "complete" && status.more ? [{ type: "more", loaded: shown } as const] : []),
    ...(status.type === "complete" && !status.more && known === 0
      ? [searched === "" ? ({ type: "empty" } as const) : ({ type: "nothing-matches", search: searched } as const)]
      : []),
  ];
}
