import type { Locator } from "@playwright/test";

/** A text that somebody sees or hears. */
export interface Seen {
  readonly text: string;
  /** More of it is there than can be seen. */
  readonly clipped: boolean;
}

/** What stands below an element: text, names for screen readers, tooltips, what empty fields say. */
export const seenIn = (root: Locator): Promise<readonly Seen[]> => root.evaluateAll(readAll);

/** The same, each element's text in one piece: VS Code cuts the labels of its lists up, to mark what matches. */
export const labelsIn = async (elements: Locator): Promise<readonly Seen[]> => [
  ...whole(await elements.evaluateAll(readInSight)),
  ...(await namesIn(elements)),
];

/** What a screen reader calls the elements. */
export const namesIn = async (elements: Locator): Promise<readonly Seen[]> =>
  whole(await elements.evaluateAll(all => all.map(each => (each.checkVisibility() ? (each.ariaLabel ?? "") : ""))));

const whole = (texts: readonly string[]): readonly Seen[] =>
  texts.filter(text => text !== "").map(text => ({ text, clipped: false }));

/** Runs in the page. Lists use their rows again, and keep what they showed before where nobody sees it. */
function readInSight(elements: readonly Element[]): string[] {
  const inSight = (element: Element): boolean => {
    const { top, height } = element.getBoundingClientRect();
    const row = element.closest(".monaco-list-row")?.getBoundingClientRect();
    return element.checkVisibility() && (row === undefined || top + height / 2 < row.bottom);
  };
  return elements.map(each => (inSight(each) ? each.textContent : ""));
}

/** Runs in the page. */
function readAll(roots: readonly Element[]): { text: string; clipped: boolean }[] {
  const spoken = ["aria-label", "aria-description", "aria-placeholder", "title", "placeholder", "alt"];
  /** The nearest element that cuts off what does not fit. */
  const isCut = (element: Element): boolean => {
    for (let box: Element | null = element; box !== null; box = box.parentElement) {
      const { overflowX, clipPath, position, display } = getComputedStyle(box);
      // For screen readers only: it is meant to be invisible.
      if (position === "absolute" && clipPath !== "none") return false;
      if (display === "inline") continue;
      if (overflowX === "auto" || overflowX === "scroll") return false;
      if (box.scrollWidth > box.clientWidth + 1 && box.clientWidth > 1) return true;
      if (overflowX === "hidden" || overflowX === "clip") return false;
    }
    return false;
  };
  return roots.flatMap(root => {
    const found: { text: string; clipped: boolean }[] = [];
    for (const element of [root, ...root.querySelectorAll("*")]) {
      if (!element.checkVisibility({ visibilityProperty: true })) continue;
      for (const name of spoken) {
        const text = element.getAttribute(name);
        if (text !== null && text !== "") found.push({ text, clipped: false });
      }
      for (const node of element.childNodes) {
        const text = node.nodeType === Node.TEXT_NODE ? (node.textContent ?? "").trim() : "";
        if (text !== "") found.push({ text, clipped: isCut(element) });
      }
    }
    return found;
  });
}
