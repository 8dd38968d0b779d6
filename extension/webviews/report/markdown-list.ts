import { markdownText } from "../../core/markdown-text.ts";

export interface Listed {
  readonly group: string;
  readonly label: string;
  readonly where?: string | undefined;
  readonly page?: URL | undefined;
}

/** What was found as a list in Markdown: groups, and in each its findings with their links. `remark` stands below it. */
export function markdownList(findings: readonly Listed[], remark?: string): string {
  const groups = new Set(findings.map(({ group }) => group));
  const lines = [...groups].flatMap(group => [
    `- ${plain(group)}`,
    ...findings.filter(finding => finding.group === group).map(member => `  - ${item(member)}`),
  ]);
  return [...lines, ...(remark === undefined ? [] : ["", plain(remark)]), ""].join("\n");
}

function item({ label, where, page }: Listed): string {
  const name = plain(label);
  const linked = page === undefined ? name : `[${name}](${address(page)})`;
  return where === undefined ? linked : `${linked} (${plain(where)})`;
}

/** At the beginning of an item a number or a dash would begin another list. */
const plain = (text: string): string => markdownText(text).replace(/^(\d*)([-+.)])/u, String.raw`$1\$2`);

/** A bracket in it would end the link. */
const address = (page: URL): string => page.href.replaceAll("(", "%28").replaceAll(")", "%29");
