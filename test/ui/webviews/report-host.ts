import type { Page } from "@playwright/test";
import { actionId, connectionId, credentialId } from "../../../extension/core/model.ts";
import type { Finding, ReportPart } from "../../../extension/services/service.ts";
import type { Where } from "../../../extension/webviews/messages.ts";
import type { ReportBackend } from "../../../extension/webviews/report/backend.ts";
import { ReportSession } from "../../../extension/webviews/report/session.ts";
import { misunderstood, openHosted } from "./hosted-page.ts";
import type { OpenOptions, WebviewUnderTest } from "./page.ts";
import { wheres } from "./samples.ts";

export const SERVER = "https://acme.example";
export const reportRef = {
  connectionId: connectionId("c-1"),
  id: credentialId("admin-key"),
  action: actionId("showRevealed"),
};

export interface ReportHostOptions extends OpenOptions {
  readonly where?: Where | undefined;
  /** As a tab that came back after the window was reloaded: nothing is read until somebody says so. */
  readonly restored?: boolean;
  /** What each reading finds; nothing and no end where it is missing. */
  read?(signal: AbortSignal): AsyncIterable<ReportPart>;
  copyText?(text: string): Promise<void>;
}

export interface ReportUnderTest extends WebviewUnderTest {
  readonly session: ReportSession;
  readonly copied: readonly string[];
  readonly opened: readonly string[];
  /** VS Code takes a hidden tab's page away and gives it a new one when it is shown. */
  hideAndShow(meanwhile?: () => Promise<void>): Promise<void>;
}

export const found = (...findings: readonly Finding[]): ReportPart => ({ type: "found", findings });
export const progress = (message: string): ReportPart => ({ type: "progress", message });
export const end = (complete: boolean, message: string): ReportPart => ({ type: "end", complete, message });

/** A reading that goes as the parts say and, where none of them is an end, goes on until it is stopped. */
export async function* going(signal: AbortSignal, parts: readonly ReportPart[]): AsyncGenerator<ReportPart, void> {
  yield* parts;
  if (parts.at(-1)?.type !== "end") {
    await new Promise((_resolve, reject) => {
      signal.addEventListener("abort", () => reject(new DOMException("Stopped.", "AbortError")));
    });
  }
}

export const pages = (count: number, from = 0): Finding[] =>
  Array.from({ length: count }, (_, index) => ({
    id: `pages/${from + index}`,
    group: "Pages",
    label: `Page ${from + index}`,
    where: index % 2 === 0 ? "Human Resources" : "Board",
    url: `${SERVER}/wiki/pages/${from + index}`,
  }));

/** A report page with the extension's own session behind it; only the service is the test's. */
export async function openReport(page: Page, options: ReportHostOptions = {}): Promise<ReportUnderTest> {
  const copied: string[] = [];
  const opened: string[] = [];
  const backend: ReportBackend = {
    where: () => ("where" in options ? options.where : wheres.mock),
    heading: () => "Show What Only the Key Reveals",
    address: async () => SERVER,
    read: (_ref, signal) => options.read?.(signal) ?? going(signal, []),
    copyText: async text => {
      await options.copyText?.(text);
      copied.push(text);
    },
    openPage: async ({ href }) => void opened.push(href),
    onDidChange: () => ({ dispose: () => undefined }),
    onDidReset: () => ({ dispose: () => undefined }),
  };
  const { webview, session, hideAndShow } = await openHosted(page, "report", options, tab => {
    const made = new ReportSession(reportRef, backend, tab, { misunderstood });
    if (options.restored !== true) made.run();
    return made;
  });
  return Object.assign(webview, {
    session,
    copied,
    opened,
    hideAndShow,
  });
}
