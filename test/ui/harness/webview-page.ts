import { expect, type FrameLocator, type Locator, type Page } from "@playwright/test";

/** The page inside a webview tab. Which tab: the one with this title, brought to the front first. */
export class WebviewPage {
  readonly tab: Locator;
  /** Everything in the page is found from here. */
  readonly content: FrameLocator;
  readonly page: Page;

  constructor(page: Page, title: string | RegExp) {
    this.page = page;
    this.tab = page.locator(".tabs-container .tab", { hasText: title }).first();
    // A webview's element lies over the editor, not inside it; hidden tabs keep theirs, hidden.
    this.content = page.frameLocator("iframe.webview.ready:visible").frameLocator("#active-frame");
  }

  async waitFor(): Promise<void> {
    await this.tab.waitFor();
    await expect(this.tab).toHaveAttribute("aria-selected", "true");
    await this.content.locator("body").waitFor();
  }

  async show(): Promise<void> {
    await this.tab.click();
    await this.waitFor();
  }

  async close(): Promise<void> {
    await this.tab.click();
    await this.tab.locator(".tab-actions .action-label").first().click();
    await this.tab.waitFor({ state: "hidden" });
  }

  field(label: string | RegExp): Locator {
    return this.content.getByLabel(label);
  }

  async fill(label: string | RegExp, value: string): Promise<void> {
    await this.field(label).fill(value);
  }

  button(name: string | RegExp): Locator {
    return this.content.getByRole("button", { name });
  }

  async press(name: string | RegExp): Promise<void> {
    await this.button(name).click();
  }

  /** The rows of a description list, as { "Client ID": "abc" }. */
  async rows(): Promise<Record<string, string>> {
    await this.content.locator("dt").first().waitFor();
    const [terms, values] = await Promise.all([this.texts("dt"), this.texts("dt + dd")]);
    return Object.fromEntries(terms.map((term, index) => [term, values[index] ?? ""]));
  }

  private async texts(selector: string): Promise<string[]> {
    return (await this.content.locator(selector).allInnerTexts()).map(text => text.trim());
  }
}
