import type { Locator } from "@playwright/test";
import { clean } from "../../../extension/core/clean-text.ts";
import manifest from "../../../package.nls.json" with { type: "json" };
import { expect, test } from "../harness/fixtures.ts";
import { PSEUDO, pseudo, said } from "./pseudo.ts";
import { labelsIn, namesIn, seenIn, type Seen } from "./seen.ts";
import { judge, textsOf } from "./untranslated.ts";

/*
 * VS Code speaks a language in which every text is longer and stands in brackets. What people can see or hear without them was not
 * translated, and what does not fit would be cut off in other languages too.
 */

test.use({
  language: PSEUDO,
  windowSize: { width: 1400, height: 900 },
  // Each entry of the activity in one piece.
  settings: { "[keyporter-activity]": { "editor.wordWrap": "off" } },
});

const title = (command: keyof typeof manifest): string => pseudo(manifest[command]);
const CONFIDENCE = said("{0} Demo", "Confidence");
const OCTANE = said("{0} Demo", "Octane");
/** Names of the demo as they are taken apart, what a program reads, and VS Code's own word in a welcome view. */
const AWKWARD = [
  "**not** [a link]",
  "**not bold**",
  "txet desrever",
  "Grüße",
  "name EQ ^deploy*^;is_valid EQ true",
  "Atl-Confluence-With-Admin-Key: true",
  "admin-key",
  "Welcome",
];
/** What is created. */
const NEW = "In another language";

test("nothing that people see or hear is untranslated or cut off", async ({ credentials, workbench, mock, snap }) => {
  test.setTimeout(400_000);
  const { page, quickInput, notifications, dialog } = workbench;
  const state: unknown = await (await fetch(`${mock.url}/__mock/state`)).json();
  const data = textsOf(state);
  const untranslated = judge(new Set([...data, ...data.map(clean), ...AWKWARD, NEW]));
  const problems: string[] = [];

  const look = async (where: string, texts: Promise<readonly Seen[]>): Promise<void> => {
    const seen = await texts;
    if (seen.length === 0) problems.push(`${where}: nothing was there`);
    for (const { text, clipped } of seen) {
      const rest = untranslated(text);
      if (rest !== undefined) problems.push(`${where}: “${rest}” in “${text.slice(0, 200)}”`);
      if (clipped && text.includes("⟦")) problems.push(`${where}: cut off: “${text.slice(0, 200)}”`);
    }
    await snap(where);
  };
  /** A place that can't be reached is a problem too, but the others are still looked at. */
  const visit = (where: string, go: () => Promise<void>): Promise<void> =>
    test.step(where, async () => {
      await go().catch((error: unknown) => {
        problems.push(`${where}: not reached: ${String(error).split("\n").slice(0, 4).join(" ")}`);
      });
      for (let tries = 0; tries < 3; tries += 1) await page.keyboard.press("Escape");
    });

  const list = (): Locator => quickInput.rows;
  const lookAtQuickInput = async (where: string): Promise<void> => {
    // Not the palette that it was called from, which has no title.
    await expect(quickInput.title).toHaveText(/\S/u);
    const texts = async (): Promise<readonly Seen[]> => [
      ...(await labelsIn(quickInput.title)),
      ...(await labelsIn(list().locator(".label-name, .label-description, .quick-input-list-label-meta"))),
    ];
    await expect.poll(async () => (await texts()).length).toBeGreaterThan(0);
    await look(where, texts());
    const placeholder = await quickInput.input.getAttribute("placeholder");
    const message = (await quickInput.message.allInnerTexts()).join(" ");
    // VS Code puts its own hint behind the prompt.
    const prompt = message.replace(/\(Press 'Enter' to confirm or 'Escape' to cancel\)/u, "");
    for (const text of [placeholder ?? "", prompt]) {
      const rest = untranslated(text);
      if (rest !== undefined) problems.push(`${where}, the box: “${rest}”`);
    }
  };
  const lookAtPage = async (where: string, tab: string | RegExp): Promise<void> => {
    const webview = workbench.webview(tab);
    await webview.waitFor();
    await expect(webview.content.locator("h1, h2, dt, label").first()).toBeVisible();
    await expect(webview.content.locator(".codicon-loading:visible")).toHaveCount(0);
    await look(where, seenIn(webview.content.locator("body")));
    await page.setViewportSize({ width: 760, height: 900 });
    await look(`${where}, narrow`, seenIn(webview.content.locator("body")));
    await page.setViewportSize({ width: 1400, height: 900 });
  };
  const lookAtMenu = async (where: string, row: string): Promise<void> => {
    await credentials.row(row).click({ button: "right" });
    const menu = page.locator(".monaco-menu:visible").last();
    await menu.locator(".action-label").first().waitFor();
    await look(where, labelsIn(menu.locator(".action-item .action-label:not(.separator)")));
  };

  await page.locator(".activitybar [aria-label^='Keyporter']").first().click();
  await expect(credentials.welcome.first()).toBeVisible();
  await look("welcome", labelsIn(credentials.welcome));
  await credentials.pressWelcome(pseudo("Try It Offline"));
  await expect(credentials.row("Terraform")).toBeVisible();
  await expect(credentials.row(pseudo("Admin key"))).toBeVisible();
  const rows = async (): Promise<readonly Seen[]> => [
    ...(await labelsIn(credentials.root.locator(".label-name, .label-description"))),
    ...(await namesIn(credentials.rowElements)),
  ];
  await look("the rows", rows());
  await look("titles of the views", labelsIn(credentials.root.locator(".pane-header .title")));
  await look(
    "the message of a row",
    Promise.resolve([{ text: await credentials.tooltip("load-tests"), clipped: false }]),
  );
  await look(
    "the message of a connection",
    Promise.resolve([{ text: await credentials.tooltip(CONFIDENCE), clipped: false }]),
  );

  for (const row of [CONFIDENCE, "Terraform", "myKey03", pseudo("Admin key")])
    await visit(`the menu of ${row}`, () => lookAtMenu(`the menu of ${row}`, row));

  await visit("the palette", async () => {
    await page.keyboard.press("F1");
    await quickInput.type(">Keyporter: ");
    await expect(list().first()).toBeVisible();
    const shown = new Map<string, Seen>();
    for (let pages = 0; pages < 8; pages += 1) {
      // The second line is VS Code's: a command is found by its English title, too.
      for (const seen of await labelsIn(list().locator(".quick-input-list-row:first-child .label-name")))
        if (/^Keyporter: (?!Focus on)/u.test(seen.text)) shown.set(seen.text, seen);
      await page.keyboard.press("PageDown");
    }
    expect(shown.size).toBeGreaterThan(30);
    await look("the palette", Promise.resolve([...shown.values()]));
  });

  await visit("the form of an API client", async () => {
    await credentials
      .pressInline(CONFIDENCE, title("command.create").slice(0, 8))
      .catch(() => credentials.choose(CONFIDENCE, title("command.create")));
    await lookAtPage("the form of an API client", pseudo("Create API Client"));
    const form = workbench.webview(pseudo("Create API Client"));
    await form.press(pseudo("Create API Client"));
    await look("the form, wrong", seenIn(form.content.locator("body")));
    await form.content.getByLabel(pseudo("Display name")).fill(NEW);
    await form.press(pseudo("Create API Client"));
    await lookAtPage("the details of a new API client", NEW);
    await look("the message about it", seenIn(notifications.toasts.locator(".notification-list-item-message")));
    await look("its buttons", seenIn(notifications.toasts.locator(".monaco-button")));
    const details = workbench.webview(NEW);
    await details.content.locator(".secret button, button:has(.codicon-eye)").first().click();
    await expect(details.content.getByRole("timer")).not.toHaveText("");
    await look("the details with the secret", seenIn(details.content.locator("dt, dd button, [role=timer]")));
  });

  await visit("the form of an access key", async () => {
    await credentials.choose(OCTANE, title("command.create"));
    await lookAtPage("the form of an access key", pseudo("Create API Access Key"));
  });

  for (const key of ["myKey03", "release-bot", pseudo("Admin key")])
    await visit(`the details of ${key}`, async () => {
      await credentials.select(key);
      await lookAtPage(`the details of ${key}`, key);
    });

  await visit("rotating", async () => {
    await credentials.choose("Terraform", title("command.rotate"));
    await lookAtPage("rotating", said("Rotate: {0}", "Terraform"));
    const rotation = workbench.webview(said("Rotate: {0}", "Terraform"));
    await rotation.press(pseudo("Create the New One"));
    await expect(rotation.button(pseudo("It Is Where It Is Needed"))).toBeVisible();
    await lookAtPage("rotating, the new one created", said("Rotate: {0}", "Terraform"));
    await rotation.press(pseudo("It Is Where It Is Needed"));
    await expect(rotation.button(pseudo("Everything Uses the New One"))).toBeVisible();
    await lookAtPage("rotating, delivered", said("Rotate: {0}", "Terraform"));
    await rotation.press(pseudo("Abandon..."));
    await expect(dialog.message).toBeVisible();
    await look("abandoning", labelsIn(dialog.root.locator(".dialog-message, .dialog-message-detail")));
  });

  for (const [row, command] of [
    ["Checkout CI", "command.moreActions"],
    ["Checkout CI", "command.deliverSecret"],
    ["gitlab-runner", "command.moreActions"],
    ["jenkins-nightly", "command.snoozeReminders"],
    [CONFIDENCE, "command.renameConnection"],
    [CONFIDENCE, "command.editConnection"],
    [OCTANE, "command.filterByQuery"],
  ] as const)
    await visit(`${row}: ${manifest[command]}`, async () => {
      await credentials.choose(row, title(command));
      await lookAtQuickInput(`${row}: ${manifest[command]}`);
    });

  for (const command of [
    "command.addConnection",
    "command.filter",
    "command.showExpiring",
    "command.showRotations",
    "command.exportInventory",
    "command.copySecretAs",
    "command.saveToEnv",
    "command.useInTerminals",
    "command.copyLaunchExample",
  ] as const)
    await visit(manifest[command], async () => {
      await workbench.run(`Keyporter: ${title(command)}`);
      await lookAtQuickInput(manifest[command]);
    });

  for (const [row, command] of [
    ["Checkout CI", "command.delete"],
    ["gitlab-runner", "command.revoke"],
    ["gitlab-runner", "command.regenerate"],
    [pseudo("Admin key"), "command.turnOn"],
    [CONFIDENCE, "command.removeConnection"],
  ] as const)
    await visit(`${row}: ${manifest[command]}`, async () => {
      await credentials.choose(row, title(command));
      await expect(dialog.message).toBeVisible();
      const parts = dialog.root.locator(".dialog-message, .dialog-message-detail");
      await look(`${row}: ${manifest[command]}`, labelsIn(parts));
      const buttons = (await dialog.buttons())
        .filter(text => text !== "Cancel")
        .map(text => ({ text, clipped: false }));
      await look(`${row}: ${manifest[command]}, buttons`, Promise.resolve(buttons));
    });

  await visit("what only the key reveals", async () => {
    await credentials.choose(pseudo("Admin key"), title("command.turnOn"));
    await dialog.press(pseudo("Continue"));
    await lookAtQuickInput("for how long");
    await list().first().click();
    await expect(workbench.statusItem(pseudo("Admin key"))).toBeVisible();
    await look("the status bar", labelsIn(workbench.statusBar.locator("[id^='keyporter.keyporter']")));
    await credentials.choose(pseudo("Admin key"), title("command.moreActions"));
    await list()
      .filter({ hasText: pseudo("Show What Only the Key Reveals") })
      .first()
      .click();
    await lookAtPage("the report", new RegExp(pseudo("Show What Only the Key Reveals").slice(1, 12), "u"));
  });

  await visit("the activity", async () => {
    await workbench.run(`Keyporter: ${title("command.showActivity")}`);
    const lines = page.locator(".editor-instance:visible .view-line");
    await expect(lines.filter({ hasText: NEW }).first()).toBeVisible();
    await look("the activity", labelsIn(lines));
  });

  await visit("the mock server's view", async () => {
    const pane = credentials.root.locator(".pane").last();
    await pane.locator(".pane-header").click();
    await expect(pane.locator(".monaco-list-row").first()).toBeVisible();
    await look("the mock server's view", labelsIn(pane.locator(".monaco-list-row")));
  });

  await visit("the settings", async () => {
    await workbench.run("Preferences: Open Settings (UI)");
    await page.locator(".settings-editor .suggest-input-container .monaco-editor").first().click();
    await page.keyboard.type("@ext:keyporter.keyporter");
    const descriptions = page.locator(".setting-item-description, .setting-item-enumDescription");
    await expect(descriptions.first()).toBeVisible();
    await page.waitForTimeout(1500);
    await look("the settings", labelsIn(descriptions));
  });

  await look("the rows at the end", rows());
  expect(problems.join("\n")).toBe("");
});
