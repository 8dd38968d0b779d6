/* As much of `vscode` as the vault and the actions use, for a process that is no VS Code and can be killed at any moment. */

type Listener<Event> = (event: Event) => void;

export class EventEmitter<Event> {
  readonly #listeners = new Set<Listener<Event>>();
  readonly event = (listener: Listener<Event>): { dispose(): void } => {
    this.#listeners.add(listener);
    return { dispose: () => void this.#listeners.delete(listener) };
  };
  fire(event: Event): void {
    for (const listener of this.#listeners) listener(event);
  }
  dispose(): void {
    this.#listeners.clear();
  }
}

export const Disposable = { from: (): { dispose(): void } => ({ dispose: () => undefined }) };

export const l10n = {
  t: (text: string, ...values: readonly (string | number)[]): string =>
    text.replaceAll(/\{(\d+)\}/gu, (_, index: string) => String(values[Number(index)])),
};

export const workspace = { getConfiguration: () => ({ get: () => undefined }) };
export const window = { showWarningMessage: () => Promise.resolve(undefined) };
