/**
 * Draws anew, and gives the focus back to what has the same `data-key` as what had it.
 * @param otherwise what gets it where that is gone
 */
export function keepFocus(
  root: HTMLElement,
  draw: () => void,
  otherwise: (key: string) => HTMLElement | undefined,
): void {
  const before = document.activeElement;
  const key = before instanceof HTMLElement && root.contains(before) ? before.dataset["key"] : undefined;
  draw();
  if (key !== undefined) (withKey(root, key) ?? otherwise(key))?.focus({ preventScroll: true });
}

export const withKey = (root: HTMLElement, key: string): HTMLElement | undefined =>
  [...root.querySelectorAll<HTMLElement>("[data-key]")].find(element => element.dataset["key"] === key);
