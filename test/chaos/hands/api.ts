import type * as vscode from "vscode";
import { watchedPages } from "./pages.ts";
import { answeredPick } from "./picks.ts";
import type { Counts, Hands, Told } from "./place.ts";

type Api = typeof vscode;
type Seen = Pick<Hands, "told" | "progress" | "pages" | "log" | "answers" | "realPages" | "clipboard">;

export interface Handled {
  /** What the extension gets for "vscode". */
  readonly api: Api;
  readonly tree: () => vscode.TreeDataProvider<unknown>;
  readonly counts: () => Counts;
  readonly focus: (focused: boolean) => void;
}

/** VS Code's API with hands on what asks, tells, opens and copies. */
export function handledApi(real: Api, hands: Seen): Handled {
  let tree: vscode.TreeDataProvider<unknown> | undefined;
  let [ownListeners, hostListeners, surfaces] = [0, 0, 0];

  const tell = (kind: Told["kind"], text: string, buttons: readonly string[] = []): void =>
    void hands.told.push({ kind, text, buttons });

  const counted =
    <Data>(event: vscode.Event<Data>, count: (change: number) => void): vscode.Event<Data> =>
    (listener, thisArgs, disposables) => {
      count(1);
      const subscription = event(listener, thisArgs);
      let isOn = true;
      const ours = new real.Disposable(() => {
        if (isOn) count(-1);
        isOn = false;
        subscription.dispose();
      });
      disposables?.push(ours);
      return ours;
    };
  const own = (change: number): void => void (ownListeners += change);
  const hosts = (change: number): void => void (hostListeners += change);

  class CountingEmitter<Data> extends real.EventEmitter<Data> {
    readonly #live = new Set<object>();
    override event: vscode.Event<Data> = (listener, thisArgs, disposables) => {
      const mark = {};
      this.#live.add(mark);
      own(1);
      return counted(this.#source, change => {
        if (change < 0 && this.#live.delete(mark)) own(-1);
      })(listener, thisArgs, disposables);
    };
    readonly #real = new real.EventEmitter<Data>();
    get #source(): vscode.Event<Data> {
      return this.#real.event;
    }
    override fire(data: Data): void {
      this.#real.fire(data);
    }
    override dispose(): void {
      own(-this.#live.size);
      this.#live.clear();
      this.#real.dispose();
    }
  }

  /** A namespace with its events counted. */
  const namespace = <Space extends object>(space: Space, replaced: Partial<Space>): Space =>
    new Proxy({} as Space, {
      get(_, key): unknown {
        if (Object.hasOwn(replaced, key)) return Reflect.get(replaced, key);
        const value: unknown = Reflect.get(space, key);
        const isEvent = typeof key === "string" && /^onDid|^onWill/u.test(key) && typeof value === "function";
        return isEvent ? counted(value as vscode.Event<unknown>, hosts) : value;
      },
    });

  const asked =
    (kind: Told["kind"]) =>
    async (text: string, ...rest: readonly unknown[]) => {
      const [first] = rest;
      const options = isOptions(first) ? first : undefined;
      const buttons = rest.filter(each => typeof each === "string");
      const isModal = options?.modal === true;
      tell(isModal ? "question" : kind, options?.detail === undefined ? text : `${text}\n${options.detail}`, buttons);
      return isModal ? hands.answers.question(text, buttons) : hands.answers.message(text, buttons);
    };

  const focus = new real.EventEmitter<vscode.WindowState>();
  const window = namespace(real.window, {
    onDidChangeWindowState: counted((listener, thisArgs) => {
      const subscriptions = [focus.event(listener, thisArgs), real.window.onDidChangeWindowState(listener, thisArgs)];
      return real.Disposable.from(...subscriptions);
    }, hosts),
    showErrorMessage: asked("error"),
    showWarningMessage: asked("warning"),
    showInformationMessage: asked("information"),
    setStatusBarMessage: ((text: string) => {
      tell("status", text);
      return new real.Disposable(() => undefined);
    }) as Api["window"]["setStatusBarMessage"],
    showQuickPick: (async (items: unknown, options?: vscode.QuickPickOptions) =>
      hands.answers.pick(
        (await items) as readonly vscode.QuickPickItem[],
        options?.title ?? "",
      )) as Api["window"]["showQuickPick"],
    createQuickPick: () => answeredPick(real, (items, title) => hands.answers.pick(items, title)),
    showInputBox: async options =>
      hands.answers.type(options?.title ?? "", options?.prompt ?? "", options?.value ?? ""),
    withProgress: async (options, task) => {
      const entry = { title: options.title ?? "", begun: Date.now(), ended: false };
      hands.progress.push(entry);
      const source = new real.CancellationTokenSource();
      try {
        return await task({ report: () => undefined }, source.token);
      } finally {
        entry.ended = true;
        source.dispose();
      }
    },
    createTreeView: ((id: string, options: vscode.TreeViewOptions<unknown>) => {
      if (id === "keyporter.credentials") tree = options.treeDataProvider;
      return real.window.createTreeView(id, options);
    }) as Api["window"]["createTreeView"],
    createWebviewPanel: watchedPages(real.window.createWebviewPanel, {
      vscode: real,
      pages: hands.pages,
      real: () => hands.realPages,
      opened: () => void (surfaces += 1),
      closed: () => void (surfaces -= 1),
    }),
    createOutputChannel: ((name: string, options: { readonly log: true }) => {
      const channel = real.window.createOutputChannel(name, options);
      const keep =
        (level: "trace" | "debug" | "info" | "warn" | "error") =>
        (text: unknown): void => {
          hands.log.push(`[${level}] ${String(text)}`);
          channel[level](String(text));
        };
      const kept = { info: keep("info"), warn: keep("warn"), error: keep("error"), debug: keep("debug") };
      return new Proxy(channel, {
        get(target, key): unknown {
          if (Object.hasOwn(kept, key)) return Reflect.get(kept, key);
          const value: unknown = Reflect.get(target, key, target);
          return typeof value === "function" ? value.bind(target) : value;
        },
      });
    }) as Api["window"]["createOutputChannel"],
  });

  const clipboard: vscode.Clipboard = {
    readText: async () => hands.clipboard,
    writeText: async text => void (hands.clipboard = text),
  };

  const replaced: Partial<Api> = {
    window,
    workspace: namespace(real.workspace, {}),
    env: namespace(real.env, { clipboard }),
    EventEmitter: CountingEmitter,
  };
  return {
    api: Object.defineProperties(
      {},
      {
        ...Object.getOwnPropertyDescriptors(real),
        ...Object.getOwnPropertyDescriptors(replaced),
      },
    ) as Api,
    tree: () => {
      if (tree === undefined) throw new Error("the extension made no tree");
      return tree;
    },
    counts: () => ({ ownListeners, hostListeners, surfaces }),
    focus: focused => focus.fire({ focused, active: focused }),
  };
}

const isOptions = (value: unknown): value is vscode.MessageOptions => typeof value === "object" && value !== null;
