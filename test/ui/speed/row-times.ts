import type { Page } from "@playwright/test";

/** When something was to be seen in the tree: milliseconds since 1970, on the clock that the mock server uses, too. */
export interface RowTimes {
  /** Begins to watch; what it saw before is forgotten. */
  start(): Promise<void>;
  /** When the rows under a connection first were others than at the start. */
  firstChange(): Promise<number>;
  /** When a row with this text first was there. */
  firstWith(text: string): Promise<number>;
  /** When a key was first, and last, pressed. */
  keys(): Promise<{ readonly first: number; readonly last: number }>;
}

interface Seen {
  first: string;
  changed: number;
  /** Every look at the rows that differed from the one before. */
  looks: { at: number; text: string }[];
  keys: number[];
}

declare global {
  interface Window {
    keyporterSeen?: Seen;
  }
}

/** Watches the page itself: what Playwright asks for arrives too late to measure. */
export async function rowTimes(page: Page): Promise<RowTimes> {
  await page.evaluate(() => {
    const rows = (): string =>
      [...document.querySelectorAll(".part.sidebar .monaco-list-row[aria-level='2'] .label-name")]
        .map(row => row.textContent)
        .join("\n");
    const look = (): void => {
      const seen = window.keyporterSeen;
      if (seen === undefined) return;
      const text = rows();
      if (text === (seen.looks.at(-1)?.text ?? seen.first)) return;
      seen.looks.push({ at: Date.now(), text });
      if (seen.changed === 0) seen.changed = Date.now();
    };
    new MutationObserver(look).observe(document.body, { childList: true, subtree: true, characterData: true });
    window.addEventListener("keydown", () => window.keyporterSeen?.keys.push(Date.now()), { capture: true });
  });
  const seen = (): Promise<Seen> =>
    page.evaluate(() => window.keyporterSeen ?? { first: "", changed: 0, looks: [], keys: [] });
  const until = async (at: (seen: Seen) => number | undefined): Promise<number> => {
    for (const deadline = Date.now() + 60_000; Date.now() < deadline;) {
      await page.waitForTimeout(50);
      const found = at(await seen());
      if (found !== undefined && found > 0) return found;
    }
    throw new Error("The rows that were waited for did not come.");
  };
  return {
    start: () =>
      page.evaluate(() => {
        const first = [...document.querySelectorAll(".part.sidebar .monaco-list-row[aria-level='2'] .label-name")]
          .map(row => row.textContent)
          .join("\n");
        window.keyporterSeen = { first, changed: 0, looks: [], keys: [] };
      }),
    firstChange: () => until(({ changed }) => changed),
    firstWith: text => until(({ looks }) => looks.find(look => look.text.includes(text))?.at),
    keys: async () => {
      const { keys } = await seen();
      return { first: keys[0] ?? 0, last: keys.at(-1) ?? 0 };
    },
  };
}
