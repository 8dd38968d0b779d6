import bundle from "../../../extension/l10n/bundle.l10n.de.json" with { type: "json" };
import { expect, test } from "../harness/fixtures.ts";

test.use({ language: "de", windowSize: { width: 1400, height: 900 } });

/** A text of the source in German, with its values. */
const de = (text: keyof typeof bundle, ...values: readonly string[]): string =>
  bundle[text].replaceAll(/\{(\d+)\}/gu, (placeholder, index: string) => values[Number(index)] ?? placeholder);

test("everything speaks German: rows, form, details, messages, dates and times", async ({
  credentials,
  workbench,
  snap,
}) => {
  const { page, notifications, dialog } = workbench;
  await page.locator(".activitybar [aria-label^='Keyporter']").first().click();
  await expect(credentials.welcome.getByRole("button", { name: "Verbindung hinzufügen" })).toBeVisible();
  await snap("welcome");
  await credentials.pressWelcome("Offline ausprobieren");
  await expect(credentials.row("Terraform")).toBeVisible();
  await expect(credentials.root).toContainText("Zugänge");
  await snap("the demo's credentials");

  await credentials.pressInline("Confidence Demo", "API-Client");
  const form = workbench.webview("API-Client erstellen");
  await form.waitFor();
  await expect(form.field(/^Anzeigename/)).toBeVisible();
  await snap("the form");
  await form.press("API-Client erstellen");
  await expect(form.content.getByText(de("{0} is required.", "Anzeigename")).first()).toBeVisible();
  await snap("the form, wrong");
  await form.fill(/^Anzeigename/, "Nächtlicher Abgleich");
  await page.keyboard.press("Control+Enter");

  const details = workbench.webview("Nächtlicher Abgleich");
  await details.waitFor();
  await expect.poll(async () => Object.keys(await details.rows())).toContain("Client-Secret");
  const rows = await details.rows();
  expect(Object.keys(rows)).toEqual(
    expect.arrayContaining(["Anzeigename", "Client-ID", "Rollen", "Besitzer", "Erstellt"]),
  );
  // As people write dates there: "22. November 2026 um 14:05:00 UTC".
  expect(rows["Erstellt"]).toMatch(/\d{1,2}\. \p{Lu}\p{Ll}+ \d{4} um \d{2}:\d{2}:\d{2}/u);
  await snap("the details");
  await details.press(/einblenden$/iu);
  await expect(details.content.getByRole("timer")).toHaveText(/Wird in \d+ s wieder verborgen/u);

  await credentials.choose("Nächtlicher Abgleich", "Zugang löschen...");
  await expect(dialog.message).toContainText(de("Delete the API client “{0}”?", "Nächtlicher Abgleich"));
  await snap("asked before it is deleted");
  await dialog.press("Löschen");
  await expect(credentials.row("Nächtlicher Abgleich")).toBeHidden();

  await workbench.run("Keyporter: Anzeigen, was abläuft");
  await expect(workbench.quickInput.title).toContainText(de("What Has Expired or Is About To"));
  await expect(
    workbench.quickInput.rows.filter({ hasText: /Abgelaufen vor|Läuft (?:in \d+ \p{Lu}|morgen)/u }).first(),
  ).toBeVisible();
  await snap("what expires");
  await workbench.quickInput.cancel();
  await expect(notifications.toasts.first()).toBeVisible();
  await snap("a notification");
});
