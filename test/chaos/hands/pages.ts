import type * as vscode from "vscode";
import type { Page } from "./place.ts";

type Create = typeof vscode.window.createWebviewPanel;

export interface PageParts {
  readonly vscode: typeof vscode;
  readonly pages: Page[];
  readonly real: () => boolean;
  readonly opened: () => void;
  readonly closed: () => void;
}

/** Tabs whose other end can be spoken for. */
export function watchedPages(create: Create, parts: PageParts): Create {
  return (viewType, title, showOptions, options) => {
    if (parts.real()) return watched(create(viewType, title, showOptions, options), parts).panel;
    const { panel, page } = watched(hostSideOnly(viewType, title, parts), parts);
    // As each page does once it has loaded.
    setImmediate(() => page.say({ type: "ready", kept: null }));
    return panel;
  };
}

function watched(panel: vscode.WebviewPanel, { vscode, pages, opened, closed }: PageParts) {
  const heard: unknown[] = [];
  const said = new vscode.EventEmitter<unknown>();
  let isOpen = true;
  const { viewType } = panel;
  let { title } = panel;
  const { webview } = panel;
  const page: Page = {
    viewType,
    get title() {
      return title;
    },
    heard,
    get isOpen() {
      return isOpen;
    },
    say: message => said.fire(message),
    close: () => void panel.dispose(),
  };
  pages.push(page);
  opened();
  webview.onDidReceiveMessage(message => said.fire(message));
  panel.onDidDispose(() => {
    isOpen = false;
    said.dispose();
    closed();
    // A soak would otherwise keep all that it ever opened.
    if (pages.length > 50) pages.splice(0, pages.length - 50);
  });
  const watchedView = over(webview, {
    onDidReceiveMessage: said.event,
    postMessage: (message: unknown) => {
      heard.push(message);
      return webview.postMessage(message);
    },
  });
  const handled = over(panel, { webview: watchedView }, (key, value) => {
    if (key === "title" && typeof value === "string") title = value;
  });
  return { panel: handled, page };
}

/** The same object with some of it replaced. What VS Code hands out has private parts, so its functions need the real one. */
export function over<Type extends object>(
  real: Type,
  replaced: Partial<Type>,
  assigned: (key: string | symbol, value: unknown) => void = () => undefined,
): Type {
  return new Proxy(real, {
    get(target, key): unknown {
      if (Object.hasOwn(replaced, key)) return Reflect.get(replaced, key);
      const value: unknown = Reflect.get(target, key, target);
      return typeof value === "function" ? value.bind(target) : value;
    },
    set(target, key, value) {
      assigned(key, value);
      return Reflect.set(target, key, value, target);
    },
  });
}

/** What an extension sees of a tab, without the tab. */
function hostSideOnly(viewType: string, title: string, { vscode }: PageParts): vscode.WebviewPanel {
  const received = new vscode.EventEmitter<unknown>();
  const disposed = new vscode.EventEmitter<void>();
  const changed = new vscode.EventEmitter<vscode.WebviewPanelOnDidChangeViewStateEvent>();
  const webview: vscode.Webview = {
    options: {},
    html: "",
    cspSource: "https://nowhere.test",
    onDidReceiveMessage: received.event,
    postMessage: () => Promise.resolve(true),
    asWebviewUri: uri => uri,
  };
  return {
    viewType,
    title,
    webview,
    options: {},
    viewColumn: vscode.ViewColumn.One,
    active: true,
    visible: true,
    onDidChangeViewState: changed.event,
    onDidDispose: disposed.event,
    reveal: () => undefined,
    dispose: () => {
      disposed.fire();
      for (const each of [received, disposed, changed]) each.dispose();
    },
  };
}
