import { expect, type Locator, type Page } from "@playwright/test";

/** A row of the tree as a person sees it. */
export interface Row {
  readonly label: string;
  readonly description: string;
  readonly level: number;
  readonly expanded: boolean | undefined;
}

/** The view "Credentials" in the side bar. */
export class CredentialsView {
  readonly root: Locator;
  readonly rowElements: Locator;
  readonly welcome: Locator;
  /** The number on the activity bar's icon. */
  readonly badge: Locator;
  /** The line under the view's title. */
  readonly message: Locator;
  private readonly icon: Locator;
  private readonly page: Page;

  constructor(page: Page) {
    this.page = page;
    this.root = page.locator(".part.sidebar");
    this.rowElements = this.root.locator(".monaco-list-row[role=treeitem]");
    this.welcome = this.root.locator(".welcome-view-content");
    this.message = this.root.locator(".tree-explorer-viewlet-tree-view .message");
    // A badge changes the icon's name: "Keyporter - 3 expire soon".
    this.icon = page.locator(".activitybar .composite-bar .action-item", {
      has: page.locator("[aria-label^='Keyporter']"),
    });
    this.badge = this.icon.locator(".badge-content");
  }

  /** Brings the view to the front. The icon would hide what is shown already, so it is asked for by its command. */
  async open(): Promise<void> {
    const shown = expect(this.root.locator(".composite.title"));
    await expect(async () => {
      // Over a reload VS Code brings it back by itself.
      if (await shown.toContainText(/keyporter/i, { timeout: 3000 }).then(yes, no)) return;
      await this.page.keyboard.press("Escape");
      await this.page.keyboard.press("F1");
      await this.page
        .locator(".quick-input-box input")
        .fill(">Keyporter: Focus on Credentials View", { timeout: 2000 });
      await this.page
        .locator(".quick-input-list .monaco-list-row", { hasText: "Focus on Credentials View" })
        .first()
        .click({ timeout: 4000 });
      await shown.toContainText(/keyporter/i, { timeout: 4000 });
    }).toPass({ timeout: 60_000 });
  }

  async pressWelcome(button: string): Promise<void> {
    await this.welcome.getByRole("button", { name: button }).click();
  }

  /** The row with this label; of several the first. */
  row(label: string): Locator {
    return this.rowElements.filter({ has: this.page.locator(".label-name", { hasText: exactly(label) }) }).first();
  }

  /** The rows in sight: a long list has only those in the page. */
  async rows(): Promise<Row[]> {
    return this.rowElements.evaluateAll(elements =>
      elements
        .map(element => ({
          top: element.getBoundingClientRect().top,
          row: {
            label: element.querySelector(".label-name")?.textContent ?? "",
            description: element.querySelector(".label-description")?.textContent ?? "",
            level: Number(element.getAttribute("aria-level")),
            expanded: element.hasAttribute("aria-expanded")
              ? element.getAttribute("aria-expanded") === "true"
              : undefined,
          },
        }))
        .sort((a, b) => a.top - b.top)
        .map(({ row }) => row),
    );
  }

  async labels(): Promise<string[]> {
    return (await this.rows()).map(({ label }) => label);
  }

  async expand(label: string): Promise<void> {
    const row = this.row(label);
    if ((await row.getAttribute("aria-expanded")) === "false") await row.locator(".monaco-tl-twistie").click();
    await expect(row).toHaveAttribute("aria-expanded", "true");
  }

  async select(label: string): Promise<void> {
    const row = this.row(label);
    // While rows still arrive, the one under the mouse may be another a moment later.
    await expect(async () => {
      await row.click({ timeout: 3000 });
      await expect(row).toHaveClass(/selected/, { timeout: 1500 });
    }).toPass({ timeout: 30_000 });
  }

  /** An icon at the right of a row. */
  async pressInline(label: string, action: string): Promise<void> {
    const row = this.row(label);
    // While rows still arrive, the one under the mouse may be another a moment later.
    await expect(async () => {
      await row.hover({ timeout: 3000 });
      await row.locator(`.actions .action-label[aria-label^=${JSON.stringify(action)}]`).click({ timeout: 1500 });
    }).toPass({ timeout: 30_000 });
  }

  /** Opens a row's context menu and answers with its entries. */
  async contextMenu(label: string): Promise<string[]> {
    await this.row(label).click({ button: "right" });
    const entries = this.menu().locator(".action-item:not(.disabled) .action-label:not(.separator)");
    await entries.first().waitFor();
    return entries.allInnerTexts();
  }

  async choose(label: string, ...path: readonly string[]): Promise<void> {
    await this.contextMenu(label);
    for (const entry of path) await this.pressMenu(entry);
  }

  /** Presses an entry of the menu that is open. A menu that has just opened takes no click yet. */
  async pressMenu(name: string): Promise<void> {
    // Its key, where it has one, stands beside the label.
    const label = this.page.locator(".action-label", { hasText: exactly(name) });
    const entry = this.menu().locator(".action-menu-item", { has: label });
    await entry.waitFor();
    await expect(async () => {
      if (await entry.isVisible()) await entry.click({ timeout: 2000 });
      await expect(entry).toBeHidden({ timeout: 1000 });
    }).toPass({ timeout: 15_000 });
  }

  /** An icon in the view's title bar, or an entry behind its "..." */
  async pressTitle(action: string): Promise<void> {
    await this.root.hover();
    const icon = this.root.locator(
      `.title-actions .action-label[aria-label^=${JSON.stringify(action)}], .pane-header .action-label[aria-label^=${JSON.stringify(action)}]`,
    );
    if (await icon.first().isVisible()) return icon.first().click();
    await this.root
      .locator(".action-label[aria-label^='Views and More Actions'], .action-label[aria-label^='More Actions']")
      .first()
      .click();
    await this.menu().getByRole("menuitem", { name: action }).click();
  }

  /** What the mouse shows, in lines. */
  async tooltip(label: string): Promise<string> {
    const hover = this.page.locator(".workbench-hover-container:visible, .monaco-hover:visible").last();
    await expect(async () => {
      // A mouse that is there already brings nothing up.
      await this.page.mouse.move(700, 400);
      // At its beginning: the middle of a long name is out of sight.
      await this.row(label)
        .locator(".label-name")
        .hover({ position: { x: 4, y: 4 }, timeout: 3000 });
      await hover.waitFor({ timeout: 3000 });
    }).toPass({ timeout: 30_000 });
    return (await hover.innerText()).replaceAll("\u00a0", " ");
  }

  /** The last rows, however many there are. */
  async goToEnd(): Promise<void> {
    await this.rowElements.first().click();
    await this.page.keyboard.press("End");
  }

  private menu(): Locator {
    return this.page.locator(".monaco-menu:visible").last();
  }
}

const yes = (): boolean => true;
const no = (): boolean => false;

const exactly = (text: string): RegExp => new RegExp(`^${text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")}$`);
