import { expect, type Locator, type Page } from "@playwright/test";

/** The messages at the bottom right. */
export class Notifications {
  readonly toasts: Locator;

  constructor(page: Page) {
    this.toasts = page.locator(".notification-toast-container .notification-list-item");
  }

  /** The one message that contains the text. */
  toast(text: string | RegExp): Locator {
    return this.toasts.filter({ hasText: text });
  }

  async waitFor(text: string | RegExp): Promise<void> {
    await expect(this.toast(text).first()).toBeVisible();
  }

  async texts(): Promise<string[]> {
    return this.toasts.locator(".notification-list-item-message").allInnerTexts();
  }

  async press(text: string | RegExp, button: string): Promise<void> {
    await this.toast(text).first().getByRole("button", { name: button, exact: true }).click();
  }

  async dismiss(text: string | RegExp): Promise<void> {
    const toast = this.toast(text).first();
    await toast.hover();
    await toast.locator(".codicon-notifications-clear").click();
    await toast.waitFor({ state: "hidden" });
  }
}
