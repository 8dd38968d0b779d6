import type { FieldValue } from "../../../core/form.ts";
import { setAttribute } from "../dom.ts";

/** What draws one kind of field. */
export interface Control {
  readonly element: HTMLElement;
  /** The id for the label's `for`; missing where the control is a group of its own. */
  readonly labelled?: string;
  value(): FieldValue;
  focus(): void;
  /** Ties the control to the elements that describe it, and says whether its value is wrong. */
  describe(ids: string | undefined, invalid: boolean): void;
  /** A generated secret that the person has replaced or looked at: they must hear of it where a new page makes another. */
  isKnown?(): boolean;
}

export interface ControlEvents {
  /** The value changed. */
  readonly changed: () => void;
  /** The value is the same, but `isKnown` is not. */
  readonly becameKnown: () => void;
  /** The person has left the control. */
  readonly left: () => void;
  /** For screen readers. */
  readonly announce: (text: string) => void;
}

export function describeInput(input: HTMLElement, ids: string | undefined, invalid: boolean): void {
  setAttribute(input, "aria-describedby", ids);
  setAttribute(input, "aria-invalid", invalid && "true");
}

/** Calls `left` when the focus leaves the element and everything in it. */
export function onLeave(element: HTMLElement, left: () => void): void {
  element.addEventListener("focusout", ({ relatedTarget }) => {
    if (!(relatedTarget instanceof Node && element.contains(relatedTarget))) left();
  });
}
