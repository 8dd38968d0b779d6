/*
 * Just enough of `vscode` for a module that imports it to be loaded outside VS Code: whatever is looked up in it is a class or a
 * function that does nothing. Only events are passed on, which is all that some modules need of VS Code; what else a test wants
 * VS Code to do it puts in here itself.
 */

/** For `extends vscode.TreeItem` and the like. */
class Nothing {
  declare readonly nothing: undefined;
}

type Listener = (event: unknown) => void;

/** `vscode.EventEmitter` */
export class EventEmitter {
  readonly #listeners = new Set<Listener>();
  readonly event = (listener: Listener): { dispose(): void } => {
    this.#listeners.add(listener);
    return { dispose: () => void this.#listeners.delete(listener) };
  };
  fire(event: unknown): void {
    for (const listener of this.#listeners) listener(event);
  }
  dispose(): void {
    this.#listeners.clear();
  }
}

export const commands = {};
export const env = {};
export const l10n = { t: (text: string): string => text };
export const window = {};
export const workspace = {};
export const ConfigurationTarget = {};
export const Disposable = Nothing;
export const FileDecoration = Nothing;
export const MarkdownString = Nothing;
export const ProgressLocation = {};
export const QuickInputButtons = {};
export const QuickPickItemKind = {};
export const ThemeColor = Nothing;
export const ThemeIcon = Nothing;
export const TreeItem = Nothing;
export const TreeItemCollapsibleState = {};
export const Uri = Nothing;
export const ViewColumn = {};
