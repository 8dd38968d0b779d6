import type { Page } from "@playwright/test";
import { seenIn } from "./seen.ts";

/** Makes the words of a page a third longer, as another language may; names and values, which are nobody's to translate, stay. */
export const lengthenWords = (page: Page): Promise<void> => page.evaluate(lengthen);

/** The words of a page that do not fit where they stand. */
export const cutOff = async (page: Page): Promise<readonly string[]> =>
  (await seenIn(page.locator("body"))).flatMap(({ text, clipped }) => (clipped && text.startsWith("⟦") ? [text] : []));

/** Runs in the page. */
function lengthen(): void {
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    const text = (node.textContent ?? "").trim();
    if (text === "" || node.parentElement?.closest("bdi, code, option, script, .secret-value") !== null) continue;
    const more = text.length <= 10 ? text.length : Math.ceil(text.length / 3);
    node.textContent = `⟦${text} ${"éö".repeat(more).slice(0, more)}⟧`;
  }
}
