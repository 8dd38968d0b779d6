import * as vscode from "vscode";
import { clean } from "../core/clean-text.ts";
import type { Disposable } from "../core/disposable.ts";
import { describeError } from "../core/errors.ts";
import { requestRow, requestsRow, statusRow } from "./rows.ts";
import type { MockRequest } from "./requests.ts";
import type { MockStatus } from "./status.ts";
import type { MockWhenNeeded } from "./when-needed.ts";

const VIEW_ID = "keyporter.mock";

/** So many of the last requests are shown; the dashboard has the others. */
const REQUESTS_SHOWN = 50;
const REDRAW_MS = 250;

type MockNode =
  | { readonly type: "status" }
  | { readonly type: "requests" }
  | { readonly type: "request"; readonly request: MockRequest };

/** The view "Mock Server": how the bundled mock server is, and what it was asked lately. It listens only while somebody looks. */
export function mockView(mock: MockWhenNeeded, fetch: typeof globalThis.fetch): Disposable {
  const changed = new vscode.EventEmitter<void>();
  let requests: readonly MockRequest[] = [];
  let trouble: string | undefined;
  let following: AbortController | undefined;
  let redraw: NodeJS.Timeout | undefined;

  const view = vscode.window.createTreeView<MockNode>(VIEW_ID, {
    treeDataProvider: {
      onDidChangeTreeData: changed.event,
      getTreeItem(node) {
        if (node.type === "status") return statusRow(mock.status);
        return node.type === "requests" ? requestsRow(requests.length, trouble) : requestRow(node.request);
      },
      getChildren(node) {
        if (node === undefined) {
          // Where it was never needed the view's welcome says what it is for.
          if (mock.status.type === "stopped") return [];
          return mock.status.type === "running" ? [{ type: "status" }, { type: "requests" }] : [{ type: "status" }];
        }
        if (node.type !== "requests") return [];
        return requests.toReversed().map(request => ({ type: "request", request }) as const);
      },
    },
  });

  const redrawSoon = (): void => {
    redraw ??= setTimeout(() => {
      redraw = undefined;
      changed.fire();
    }, REDRAW_MS);
  };

  const follow = async (url: string, signal: AbortSignal): Promise<void> => {
    const { requestsOf } = await import("./requests.ts");
    for await (const request of requestsOf(url, requests.at(-1)?.id ?? 0, fetch, signal)) {
      requests = [...requests, request].slice(-REQUESTS_SHOWN);
      redrawSoon();
    }
  };

  const look = (): void => {
    following?.abort();
    following = undefined;
    trouble = undefined;
    const { status } = mock;
    if (status.type !== "running" || !view.visible) return;
    following = new AbortController();
    const { signal } = following;
    follow(status.url, signal).catch((error: unknown) => {
      // It has ended, or nobody looks anymore: then there is nothing to say.
      if (signal.aborted) return;
      trouble = clean(vscode.l10n.t("can't be listened to: {0}", describeError(error)));
      redrawSoon();
    });
  };

  const take = (status: MockStatus): void => {
    if (status.type === "starting") requests = [];
    view.description = status.type === "running" ? clean(new URL(status.url).host) : "";
    void vscode.commands.executeCommand("setContext", "keyporter.mockStatus", status.type);
    changed.fire();
    look();
  };
  const stopListening = mock.onDidChange(take);
  const visibility = view.onDidChangeVisibility(look);

  return {
    dispose() {
      clearTimeout(redraw);
      following?.abort();
      stopListening();
      visibility.dispose();
      view.dispose();
      changed.dispose();
    },
  };
}
