import type { Page } from "@playwright/test";
import type { Credential } from "../../../extension/core/model.ts";
import { Secret } from "../../../extension/core/secret.ts";
import type { DetailsBackend } from "../../../extension/webviews/details/backend.ts";
import { DetailsSession } from "../../../extension/webviews/details/session.ts";
import type { SentAction, Where } from "../../../extension/webviews/messages.ts";
import { misunderstood, openHosted } from "./hosted-page.ts";
import type { OpenOptions, WebviewUnderTest } from "./page.ts";
import { actions, credential, detailsRef, wheres } from "./samples.ts";

export interface DetailsHostOptions extends OpenOptions {
  readonly where?: Where;
  readonly known?: Credential;
  readonly revealAtOnce?: boolean;
  readonly actions?: readonly SentAction[];
  get?(): Promise<Credential>;
  reveal?(signal: AbortSignal): Promise<Secret>;
  copyText?(text: string): Promise<void>;
}

export interface DetailsUnderTest extends WebviewUnderTest {
  readonly session: DetailsSession;
  readonly copied: readonly string[];
  readonly ran: readonly string[];
  /** VS Code has hidden the tab (or shows it again); its page stays here, to see what reaches it. */
  setVisible(visible: boolean): void;
}

export const SECRET = "canary-7h15-15-4-53cr37";

/** A details page with the extension's own session behind it; only the service is the test's. */
export async function openDetails(page: Page, options: DetailsHostOptions = {}): Promise<DetailsUnderTest> {
  const copied: string[] = [];
  const ran: string[] = [];
  const backend: DetailsBackend = {
    where: () => options.where ?? wheres.mock,
    known: () => options.known,
    get: () => options.get?.() ?? Promise.resolve(credential),
    actions: () => options.actions ?? actions,
    reveal: (_ref, signal) => options.reveal?.(signal) ?? Promise.resolve(new Secret(SECRET)),
    copyText: async text => {
      await options.copyText?.(text);
      copied.push(text);
    },
    copySecret: async () => void copied.push("the secret"),
    run: async (_ref, action) => void ran.push(action),
    openDocumentation: async () => undefined,
    onDidChange: () => ({ dispose: () => undefined }),
  };
  const { webview, session, setVisible } = await openHosted(
    page,
    "details",
    options,
    tab =>
      new DetailsSession(
        detailsRef,
        backend,
        {
          get visible() {
            return tab.visible;
          },
          language: tab.language,
          post: message => tab.post(message),
          setTitle: () => undefined,
        },
        { misunderstood },
        { reveal: options.revealAtOnce ?? false },
      ),
  );
  return Object.assign(webview, { session, copied, ran, setVisible });
}
