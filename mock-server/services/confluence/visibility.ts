import type { Caller } from "./access.ts";
import type { Page, Space, State } from "./state.ts";

/** What can be seen in one request. */
export interface View {
  readonly space: (space: Space) => boolean;
  readonly page: (page: Page) => boolean;
}

/** With the admin key, all there is. */
export const viewWithKey: View = { space: () => true, page: () => true };

/** What somebody sees by themselves. */
export function viewOf({ spaces, pages }: State, caller: Caller): View {
  const admits = (viewers: readonly string[] | null) =>
    viewers === null || (caller.kind === "user" && viewers.includes(caller.user.accountId));
  const space = ({ viewers, anonymous }: Space) => (caller.kind === "user" ? admits(viewers) : anonymous);
  const page = (given: Page) => {
    const home = spaces.get(given.spaceId);
    if (home === undefined || !space(home)) return false;
    // A seed file can make a circle of parents.
    const seen = new Set<string>();
    for (let at: Page | undefined = given; at !== undefined && !seen.has(at.id); at = pages.get(at.parentId ?? "")) {
      if (!admits(at.viewers)) return false;
      seen.add(at.id);
    }
    return true;
  };
  return { space, page };
}
