/*
 * Just enough of `vscode` for a module that imports it to be loaded outside VS Code: whatever is looked up in it is a class or a
 * function that does nothing. For tests of what such modules declare, never of what they do.
 */

/** For `extends vscode.TreeItem` and the like. */
class Nothing {
  declare readonly nothing: undefined;
}

export const commands = {};
export const env = {};
export const l10n = { t: (text: string): string => text };
export const window = {};
export const workspace = {};
export const ConfigurationTarget = {};
export const Disposable = Nothing;
export const EventEmitter = Nothing;
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
