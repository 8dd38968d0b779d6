import type { Locator, Page } from "@playwright/test";

/** A modal question. */
export class ModalDialog {
  readonly root: Locator;
  readonly message: Locator;
  readonly detail: Locator;

  constructor(page: Page) {
    this.root = page.locator(".monaco-dialog-box");
    this.message = this.root.locator(".dialog-message");
    this.detail = this.root.locator(".dialog-message-detail");
  }

  async buttons(): Promise<string[]> {
    await this.root.waitFor();
    return this.root.locator(".dialog-buttons .monaco-button").allInnerTexts();
  }

  async press(button: string): Promise<void> {
    await this.root.locator(".dialog-buttons").getByRole("button", { name: button, exact: true }).click();
    await this.root.waitFor({ state: "hidden" });
  }
}
