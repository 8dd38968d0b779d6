/** The formats of a body that are kept here or can be made of what is kept: paragraphs of plain text. */
export const bodyFormats = [
  "storage",
  "atlas_doc_format",
  "view",
  "export_view",
  "anonymous_export_view",
  "styled_view",
  "editor",
] as const;

export type BodyFormat = (typeof bodyFormats)[number];

/** A body in one format. */
export function asBody(
  paragraphs: readonly string[],
  format: BodyFormat,
): { representation: BodyFormat; value: string } {
  return { representation: format, value: format === "atlas_doc_format" ? asDocument(paragraphs) : asHtml(paragraphs) };
}

/** Paragraphs as HTML, which the storage format is as well. */
export function asHtml(paragraphs: readonly string[]): string {
  return paragraphs.map(text => `<p>${escaped(text)}</p>`).join("");
}

function asDocument(paragraphs: readonly string[]): string {
  const content = paragraphs.map(text => ({ type: "paragraph", content: [{ type: "text", text }] }));
  return JSON.stringify({ type: "doc", version: 1, content });
}

function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");
}
