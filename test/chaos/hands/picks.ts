import type * as vscode from "vscode";

/** A list that the person chooses from as soon as it is shown and says that it is complete. */
export function answeredPick<Item extends vscode.QuickPickItem>(
  real: typeof vscode,
  answer: (items: readonly vscode.QuickPickItem[], title: string) => vscode.QuickPickItem | undefined,
): vscode.QuickPick<Item> {
  const pick = real.window.createQuickPick<Item>();
  const accepted = new real.EventEmitter<void>();
  let isShown = false;
  const choose = (): void => {
    if (!isShown || pick.busy) return;
    const chosen = pick.items.find(item => item === answer(pick.items, pick.title ?? ""));
    if (chosen === undefined) {
      pick.hide();
      return;
    }
    pick.activeItems = [chosen];
    accepted.fire();
  };
  return new Proxy(pick, {
    get(_, key): unknown {
      if (key === "onDidAccept") return accepted.event;
      if (key === "show") {
        return () => {
          isShown = true;
          pick.show();
          choose();
        };
      }
      const value: unknown = Reflect.get(pick, key, pick);
      return typeof value === "function" ? value.bind(pick) : value;
    },
    set(_, key, value): boolean {
      const isSet = Reflect.set(pick, key, value, pick);
      if (key === "busy") choose();
      return isSet;
    },
  });
}
