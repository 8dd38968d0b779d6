/**
 * Puts work off while a mouse button or finger is down. Leaving a field by pressing a button may show a complaint, which moves
 * the button away from under the pointer: without this the click would be lost.
 */
export function afterPress(element: HTMLElement): (work: () => void) => void {
  const waiting: (() => void)[] = [];
  let pressed = false;

  element.addEventListener("pointerdown", () => {
    pressed = true;
  });
  const released = (): void => {
    pressed = false;
    // The click comes right after this event.
    setTimeout(() => {
      for (const work of waiting.splice(0)) work();
    });
  };
  window.addEventListener("pointerup", released);
  window.addEventListener("pointercancel", released);

  return work => {
    if (pressed) waiting.push(work);
    else work();
  };
}
