import { expect, type Locator, type Page } from "@playwright/test";
import { ModalDialog } from "./modal-dialog.ts";
import { Notifications } from "./notifications.ts";
import { QuickInput } from "./quick-input.ts";
import { waitForWorkbench } from "./vscode-window.ts";
import { WebviewPage } from "./webview-page.ts";

/** VS Code's own surfaces. */
export class Workbench {
  readonly page: Page;
  readonly quickInput: QuickInput;
  readonly notifications: Notifications;
  readonly dialog: ModalDialog;
  readonly statusBar: Locator;

  constructor(page: Page) {
    this.page = page;
    this.quickInput = new QuickInput(page);
    this.notifications = new Notifications(page);
    this.dialog = new ModalDialog(page);
    this.statusBar = page.locator(".part.statusbar");
  }

  /** Runs a command from the palette, by its full title: "Keyporter: Add Connection". */
  async run(title: string): Promise<void> {
    await this.openPalette(title);
    await this.quickInput.row(title).first().click();
  }

  /** Whether the palette offers a command now; that it does not is known only after a while. */
  async offers(title: string): Promise<boolean> {
    await this.openPalette(title);
    const offered = await this.quickInput
      .row(title)
      .first()
      .waitFor({ timeout: 2000 })
      .then(
        () => true,
        () => false,
      );
    await this.quickInput.cancel();
    return offered;
  }

  webview(title: string | RegExp): WebviewPage {
    return new WebviewPage(this.page, title);
  }

  statusItem(text: string | RegExp): Locator {
    return this.statusBar.locator(".statusbar-item", { hasText: text });
  }

  /** The editor tabs, in their order. */
  async tabs(): Promise<string[]> {
    return this.page.locator(".tabs-container .tab .label-name").allInnerTexts();
  }

  /** Reloads the window as F5 in the browser does: the extension starts anew. */
  async reload(): Promise<void> {
    await this.page.reload();
    await waitForWorkbench(this.page);
  }

  /** What is on the clipboard. The browser shows it only to the document that has the focus, and a webview is another. */
  clipboard(): Promise<string> {
    return this.page.evaluate(() => {
      window.focus();
      return navigator.clipboard.readText();
    });
  }

  async writeClipboard(text: string): Promise<void> {
    await this.page.evaluate(value => {
      window.focus();
      return navigator.clipboard.writeText(value);
    }, text);
  }

  private async openPalette(filter: string): Promise<void> {
    await this.page.keyboard.press("F1");
    await expect(this.quickInput.input).toHaveValue(/^>/);
    await this.quickInput.type(`>${filter}`);
  }
}
