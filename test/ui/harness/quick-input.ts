import { expect, type Locator, type Page } from "@playwright/test";

/** The box at the top of the window: quick picks, input boxes, the command palette. */
export class QuickInput {
  readonly root: Locator;
  readonly title: Locator;
  readonly input: Locator;
  /** What stands under an input box: its prompt, or why the value is refused. */
  readonly message: Locator;
  readonly rows: Locator;

  constructor(page: Page) {
    this.root = page.locator(".quick-input-widget:visible");
    this.title = this.root.locator(".quick-input-title");
    this.input = this.root.locator(".quick-input-box input");
    this.message = this.root.locator(".quick-input-message");
    this.rows = this.root.locator(".quick-input-list .monaco-list-row");
  }

  /** Waits for a step of this title: VS Code adds "(2/4)" by itself. */
  async waitFor(title: string | RegExp): Promise<void> {
    await expect(this.title).toContainText(title);
  }

  /** Waits for a step by its number: the box is the same one for all steps, and typing must not reach the one before. */
  async atStep(step: number): Promise<this> {
    await this.waitFor(new RegExp(`\\(${step}/`));
    return this;
  }

  row(label: string): Locator {
    return this.rows.filter({ has: this.root.page().locator(".label-name", { hasText: exactly(label) }) });
  }

  /** The labels of the items in sight, in their order. */
  async labels(): Promise<string[]> {
    await this.rows.first().waitFor();
    return this.rows.locator(".quick-input-list-label-container .label-name, .label-name").allInnerTexts();
  }

  async pick(label: string): Promise<void> {
    await this.row(label).click();
  }

  /** Ticks items of a quick pick where several can be chosen. */
  async tick(...labels: readonly string[]): Promise<void> {
    for (const label of labels) await this.row(label).locator(".quick-input-list-checkbox").click();
  }

  async type(value: string): Promise<void> {
    await this.input.fill(value);
  }

  async accept(value?: string): Promise<void> {
    if (value !== undefined) await this.type(value);
    await this.input.press("Enter");
  }

  /** In VS Code's own dialog for a file, which fills in a folder a moment after it can be typed in. */
  async chooseFile(path: string): Promise<void> {
    const folder = this.root.locator(".quick-input-box input[placeholder='Folder path']");
    await folder.waitFor();
    await expect(async () => {
      await folder.fill(path, { timeout: 2000 });
      await folder.press("Enter", { timeout: 2000 });
      await expect(folder).toBeHidden({ timeout: 3000 });
    }).toPass({ timeout: 30_000 });
  }

  /** A button in the title bar, "Back" among them, or beside the input. */
  async press(button: string): Promise<void> {
    await this.root
      .locator(`.action-label[aria-label^=${JSON.stringify(button)}]`)
      .first()
      .click();
  }

  async back(): Promise<void> {
    await this.press("Back");
  }

  async cancel(): Promise<void> {
    await this.input.press("Escape");
    await this.root.waitFor({ state: "hidden" });
  }
}

const exactly = (text: string): RegExp => new RegExp(`^\\s*${text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")}\\s*$`);
