const steps: Readonly<Record<string, number>> = {
  ArrowDown: 1,
  ArrowUp: -1,
  PageDown: 10,
  PageUp: -10,
  Home: -Infinity,
  End: Infinity,
};

/**
 * Makes a list of elements one stop of the Tab key: arrow keys move within it. Five hundred check boxes would
 * otherwise be five hundred stops.
 */
export function roving(list: HTMLElement, elements: () => readonly HTMLElement[]): { update(): void } {
  let current: HTMLElement | undefined;

  const update = (): void => {
    const present = elements();
    if (current === undefined || !present.includes(current)) {
      current?.setAttribute("tabindex", "-1");
      current = present[0];
      current?.setAttribute("tabindex", "0");
    }
  };

  const moveTo = (element: HTMLElement): void => {
    current?.setAttribute("tabindex", "-1");
    current = element;
    current.setAttribute("tabindex", "0");
  };

  list.addEventListener("keydown", event => {
    const step = steps[event.key];
    if (step === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    const present = elements();
    const from = present.findIndex(element => element === document.activeElement);
    present[Math.min(Math.max(from + step, 0), present.length - 1)]?.focus();
  });
  list.addEventListener("focusin", ({ target }) => {
    if (target instanceof HTMLElement && elements().includes(target)) moveTo(target);
  });
  update();
  return { update };
}
