/** An element of the page by its id. Its absence is a mistake in index.html. */
export function byId<Kind extends HTMLElement>(id: string, kind: new () => Kind): Kind {
  const found = document.getElementById(id);
  if (found instanceof kind) return found;
  throw new Error(`The page has no ${id}.`);
}

/** A new element with text or other elements in it. */
export function element<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  content: readonly (Node | string)[] | string = [],
  attributes: Readonly<Record<string, string>> = {},
): HTMLElementTagNameMap[Name] {
  const made = document.createElement(name);
  made.append(...(typeof content === "string" ? [content] : content));
  for (const [attribute, value] of Object.entries(attributes)) made.setAttribute(attribute, value);
  return made;
}

/** A button that does something. `label` says to a screen reader what it is about, where the text alone does not. */
export function button(text: string, label: string, action: () => void): HTMLButtonElement {
  const made = element("button", text, { "type": "button", "aria-label": label });
  made.addEventListener("click", action);
  return made;
}

/** What stands in a field of a form, without spaces around it. */
export function fieldOf(form: HTMLFormElement, name: string): string {
  const value = new FormData(form).get(name);
  return typeof value === "string" ? value.trim() : "";
}
