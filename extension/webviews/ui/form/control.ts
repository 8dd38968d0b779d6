import type { FieldValue } from "../../../core/form.ts";

/** What draws one kind of field. */
export interface Control {
  readonly element: HTMLElement;
  /** The id for the label's `for`; missing where the control is a group of its own. */
  readonly labelled?: string;
  value(): FieldValue;
  focus(): void;
  /** Ties the control to the elements that describe it, and says whether its value is wrong. */
  describe(ids: string | undefined, invalid: boolean): void;
}

export interface ControlEvents {
  /** The value changed. */
  readonly changed: () => void;
  /** The person has left the control. */
  readonly left: () => void;
  /** For screen readers. */
  readonly announce: (text: string) => void;
}

/** Calls `left` when the focus leaves the element and everything in it. */
export function onLeave(element: HTMLElement, left: () => void): void {
  element.addEventListener("focusout", ({ relatedTarget }) => {
    if (!(relatedTarget instanceof Node && element.contains(relatedTarget))) left();
  });
}
