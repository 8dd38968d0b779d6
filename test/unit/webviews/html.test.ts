import { expect, test } from "vitest";
import { pageHtml } from "../../../extension/webviews/html.ts";

const parts = {
  cspSource: "https://*.vscode-cdn.net",
  nonce: "bm9uY2U=",
  script: "https://file/form.js",
  styles: ["https://file/base.css"],
  language: "de",
  bundle: { Cancel: "Abbrechen" },
  title: "<b>“Nightly”</b>",
};

test("a page may run its own script and nothing else", () => {
  const policy = /Content-Security-Policy" content="([^"]*)"/.exec(pageHtml(parts))?.[1];
  expect(policy?.replaceAll("&#39;", "'").split("; ")).toEqual([
    "default-src 'none'",
    "script-src 'nonce-bm9uY2U='",
    "style-src https://*.vscode-cdn.net",
    "font-src https://*.vscode-cdn.net",
    "base-uri 'none'",
    "form-action 'none'",
  ]);
});

test("a page says its language and carries the translations, whatever is in them", () => {
  const html = pageHtml({ ...parts, bundle: { quote: `"><script>alert(1)</script>` } });
  expect(html).toContain('<html lang="de">');
  expect(html).toContain("&lt;b&gt;“Nightly”&lt;/b&gt;");
  expect(html).not.toContain("<script>alert");
});

test("a page without translations carries an empty bundle", () => {
  expect(pageHtml({ ...parts, bundle: undefined })).toContain('data-l10n="{}"');
});
