/** Rows of a table that come and go while somebody is on one of them with the keyboard. */
interface Rows<Entry> {
  /** Shows these, in this order. A row that stays is not touched: it would lose the focus. */
  readonly show: (shown: readonly Entry[]) => void;
}

/** `make` makes a row, with one button in it. All buttons are one stop of the Tab key; the arrow keys go from one to the next. */
export function createRows<Entry extends { readonly id: number }>(
  body: HTMLTableSectionElement,
  make: (entry: Entry) => HTMLTableRowElement,
): Rows<Entry> {
  let rows = new Map<number, HTMLTableRowElement>();
  const buttons = () => [...body.querySelectorAll("button")];
  /** The only one that the Tab key stops at. */
  const stopAt = (stop: HTMLButtonElement | undefined) => {
    for (const button of buttons()) button.tabIndex = button === stop ? 0 : -1;
  };
  body.addEventListener("focusin", ({ target }) => {
    if (target instanceof HTMLButtonElement) stopAt(target);
  });
  body.addEventListener("keydown", event => {
    const all = buttons();
    const here = all.findIndex(button => button === document.activeElement);
    const next = new Map([
      ["ArrowDown", here + 1],
      ["ArrowUp", here - 1],
      ["Home", 0],
      ["End", all.length - 1],
    ]).get(event.key);
    if (next === undefined || here === -1) return;
    event.preventDefault();
    all[next]?.focus();
  });
  return {
    show: shown => {
      const made = new Map(shown.map(entry => [entry.id, rows.get(entry.id) ?? make(entry)]));
      for (const [id, row] of rows) if (!made.has(id)) row.remove();
      let below: HTMLTableRowElement | null = null;
      for (const row of [...made.values()].reverse()) {
        if (row.parentElement !== body || row.nextElementSibling !== below) body.insertBefore(row, below);
        below = row;
      }
      rows = made;
      const all = buttons();
      stopAt(all.find(button => button === document.activeElement) ?? all[0]);
    },
  };
}
