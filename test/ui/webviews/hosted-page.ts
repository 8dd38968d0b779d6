import type { Page } from "@playwright/test";
import type { PageName } from "../../../extension/webviews/panel.ts";
import { openWebview, type OpenOptions, type WebviewUnderTest } from "./page.ts";

/** What VS Code is for a session of the extension's: its tab. */
export interface Tab {
  readonly visible: boolean;
  readonly language: string;
  post(message: unknown): void;
}

interface HostedSession {
  receive(message: unknown): void;
  hidden(): void;
}

export interface Hosted<Session> {
  readonly webview: WebviewUnderTest;
  readonly session: Session;
  /** VS Code has hidden the tab, or shows it again. */
  readonly setVisible: (visible: boolean) => void;
  /** VS Code takes a hidden tab's page away and gives it a new one when it is shown. */
  readonly hideAndShow: (meanwhile?: () => Promise<void> | void) => Promise<void>;
}

/** A page with the extension's own session behind it. */
export async function openHosted<Session extends HostedSession>(
  page: Page,
  name: PageName,
  options: OpenOptions,
  sessionIn: (tab: Tab) => Session,
): Promise<Hosted<Session>> {
  let visible = true;
  const shown: { webview?: WebviewUnderTest } = {};
  const session = sessionIn({
    get visible() {
      return visible;
    },
    language: options.language ?? "en",
    post: message => shown.webview?.post(message),
  });
  // The page may speak before `openWebview` returns, and is answered as soon as it can be.
  const early: unknown[] = [];
  const webview = await openWebview(
    page,
    name,
    message => {
      if (shown.webview === undefined) early.push(message);
      else session.receive(message);
    },
    options,
  );
  shown.webview = webview;
  early.forEach(message => session.receive(message));
  const setVisible = (now: boolean): void => {
    visible = now;
    if (!now) session.hidden();
  };
  return {
    webview,
    session,
    setVisible,
    hideAndShow: async meanwhile => {
      await webview.settled();
      setVisible(false);
      await meanwhile?.();
      setVisible(true);
      await page.reload();
    },
  };
}

/** What a session does about a message that its page never sends. */
export function misunderstood(): never {
  throw new Error("The page sent a message that is not part of the protocol.");
}
