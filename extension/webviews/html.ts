const escapes: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, character => escapes[character] ?? character);

export interface PageParts {
  /** `webview.cspSource` */
  readonly cspSource: string;
  readonly nonce: string;
  readonly script: string;
  readonly styles: readonly string[];
  /** `vscode.env.language` */
  readonly language: string;
  /** The translations of that language; the page translates with them as the host does. */
  readonly bundle: unknown;
  readonly title: string;
}

/**
 * The HTML of a webview: an empty page whose one script draws everything. Nothing may be loaded but our own script,
 * styles and icon font; nothing may be sent anywhere.
 */
export function pageHtml({ cspSource, nonce, script, styles, language, bundle, title }: PageParts): string {
  const policy = [
    "default-src 'none'",
    `script-src 'nonce-${nonce}'`,
    `style-src ${cspSource}`,
    `font-src ${cspSource}`,
    "base-uri 'none'",
    "form-action 'none'",
  ].join("; ");
  return [
    "<!DOCTYPE html>",
    `<html lang="${escapeHtml(language)}">`,
    "<head>",
    '<meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="${escapeHtml(policy)}">`,
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    ...styles.map(style => `<link rel="stylesheet" href="${escapeHtml(style)}">`),
    `<title>${escapeHtml(title)}</title>`,
    "</head>",
    `<body data-l10n="${escapeHtml(JSON.stringify(bundle ?? {}))}">`,
    '<main id="page"></main>',
    `<script nonce="${nonce}" src="${escapeHtml(script)}"></script>`,
    "</body>",
    "</html>",
  ].join("\n");
}
