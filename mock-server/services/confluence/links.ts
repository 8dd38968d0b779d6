import type { Page, Space, State } from "./state.ts";

/** Where a space is on the web, below the site's `/wiki`. */
export function spaceLinks({ key }: Space): { readonly webui: string } {
  return { webui: `/spaces/${encodeURIComponent(key)}` };
}

/** Where a page is on the web, below the site's `/wiki`. */
export function pageLinks({ spaces }: State, { id, spaceId, title }: Page) {
  const key = encodeURIComponent(spaces.get(spaceId)?.key ?? "");
  return {
    webui: `/spaces/${key}/pages/${id}/${encodeURIComponent(title).replaceAll("%20", "+")}`,
    editui: `/pages/resumedraft.action?draftId=${id}`,
    edituiv2: `/spaces/${key}/pages/edit-v2/${id}`,
    tinyui: `/x/${tiny(id)}`,
  };
}

/** The id's bytes from the least one up, in base64 without the zeros at its end. */
function tiny(id: string): string {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64LE(BigInt(id));
  return bytes.toString("base64url").replace(/A+$/, "");
}
