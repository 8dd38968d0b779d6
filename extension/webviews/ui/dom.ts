type Child = Node | string | undefined | false;

type Attributes = Readonly<Record<string, string | boolean | undefined>>;

/**
 * Makes an element. Strings become text and never markup, so that what a server sent can't be more than text. An attribute
 * that is `true` is set empty; one that is `false` or undefined is left out.
 */
export function h<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  attributes: Attributes = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[Tag] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) setAttribute(element, name, value);
  element.append(...children.filter(child => child !== undefined && child !== false));
  return element;
}

/** Sets, or with `false` or undefined takes away. */
export function setAttribute(element: Element, name: string, value: string | boolean | undefined): void {
  if (value === undefined || value === false) element.removeAttribute(name);
  else element.setAttribute(name, value === true ? "" : value);
}

/** A codicon that says nothing to a screen reader; the words stand beside it. */
export const icon = (name: string, ...classes: readonly string[]): HTMLElement =>
  h("span", { "class": ["codicon", `codicon-${name}`, ...classes].join(" "), "aria-hidden": "true" });

/** Text that came from a server or a person: whatever its writing direction, it does not disturb what stands around it. */
export const bdi = (text: string, className?: string): HTMLElement => h("bdi", { class: className }, text);

/** Words for screen readers only. */
export const hiddenText = (text: string): HTMLElement => h("span", { class: "sr-only" }, text);

export interface ButtonOptions {
  readonly label: string;
  readonly icon?: string;
  /** Shows the icon only; the label becomes the accessible name and the tooltip. */
  readonly iconOnly?: boolean;
  readonly kind?: "primary" | "secondary" | "danger" | "link";
  readonly id?: string;
  readonly onClick: () => void;
}

export function button({ label, icon: name, iconOnly = false, kind = "secondary", id, onClick }: ButtonOptions) {
  const element = h(
    "button",
    {
      "type": "button",
      "class": iconOnly ? "icon-button" : `button ${kind}`,
      "aria-label": iconOnly && label,
      "title": iconOnly && label,
      id,
    },
    name !== undefined && icon(name),
    !iconOnly && h("span", {}, label),
  );
  element.addEventListener("click", onClick);
  return element;
}

let lastId = 0;
/** An id that no other element of the page has. */
export const newId = (word: string): string => `${word}-${++lastId}`;
