import * as l10n from "@vscode/l10n";
import { number } from "../../core/local.ts";
import { ServiceError } from "../../core/errors.ts";
import type { Finding, ReportPart } from "../service.ts";
import { currentKey } from "./admin-key.ts";
import { type Client, SERVICE } from "./client.ts";
import { type ListName, pagesOf } from "./pages-of.ts";
import { anything, type WireItem } from "./wire.ts";

/** So many findings are looked at again at the same time. */
const AT_ONCE = 4;

/**
 * What is there only with the admin key: each list is read without the header, then with it, and what came only with it is looked at
 * once more without, so that what was created in between is not taken for restricted. A key that ends in the middle silently shortens
 * the lists, so it is asked after each page whether it is still on.
 */
export async function* revealedOnlyByKey(
  baseUrl: string,
  client: Client,
  signal: AbortSignal,
): AsyncGenerator<ReportPart, void> {
  if ((await currentKey(client, signal)) === undefined) throw notOn();
  const spaces = new Map<string, string>();
  let found = 0;
  let compared = 0;
  for (const list of ["spaces", "pages"] as const) {
    const visible = new Set<string>();
    for await (const items of pagesOf(list, false, client, signal)) {
      for (const { id } of items) visible.add(id);
      yield { type: "progress", message: readWords(list, visible.size) };
    }
    for await (const items of pagesOf(list, true, client, signal)) {
      if ((await currentKey(client, signal)) === undefined) {
        yield { type: "end", complete: false, message: endedWords(found) };
        return;
      }
      if (list === "spaces") for (const { id, name } of items) spaces.set(id, name ?? id);
      const hidden = await onlyHidden(
        list,
        items.filter(({ id }) => !visible.has(id)),
        client,
        signal,
      );
      found += hidden.length;
      compared += items.length;
      if (hidden.length > 0)
        yield { type: "found", findings: hidden.map(item => finding(list, item, spaces, baseUrl)) };
      yield {
        type: "progress",
        message: l10n.t(
          "Compared {0} spaces and pages, {1} of them only with the key",
          number(compared),
          number(found),
        ),
      };
    }
  }
  yield { type: "end", complete: true, message: doneWords(found, compared) };
}

/** Those that are a 404 without the key, in their order. */
async function onlyHidden(
  list: ListName,
  items: readonly WireItem[],
  client: Client,
  signal: AbortSignal,
): Promise<readonly WireItem[]> {
  const hidden: WireItem[] = [];
  for (let start = 0; start < items.length; start += AT_ONCE) {
    const some = items.slice(start, start + AT_ONCE);
    const isHidden = await Promise.all(some.map(({ id }) => isNotFound(list, id, client, signal)));
    hidden.push(...some.filter((_, index) => isHidden[index]));
  }
  return hidden;
}

async function isNotFound(list: ListName, id: string, client: Client, signal: AbortSignal): Promise<boolean> {
  try {
    await client.call({ method: "GET", path: `/wiki/api/v2/${list}/${encodeURIComponent(id)}` }, anything, signal);
    return false;
  } catch (error) {
    if (error instanceof ServiceError && error.status === 404) return true;
    throw error;
  }
}

function finding(
  list: ListName,
  { id, title, name, spaceId, _links }: WireItem,
  spaces: ReadonlyMap<string, string>,
  baseUrl: string,
): Finding {
  const path = _links?.webui;
  const where = spaceId === undefined ? undefined : spaces.get(spaceId);
  return {
    id: `${list}/${id}`,
    group: list === "spaces" ? l10n.t("Spaces") : l10n.t("Pages"),
    label: title ?? name ?? id,
    ...(where === undefined ? {} : { where }),
    // Only ever an address on this very site, whatever the answer says.
    ...(path?.startsWith("/") === true && !path.startsWith("//") ? { url: `${baseUrl}/wiki${path}` } : {}),
  };
}

const readWords = (list: ListName, count: number): string =>
  list === "spaces"
    ? l10n.t("Read {0} spaces that you see without the key", number(count))
    : l10n.t("Read {0} pages that you see without the key", number(count));

const endedWords = (found: number): string =>
  l10n.t(
    "The admin key ended in the middle, so this list is incomplete: {0} found so far. Renew it and run this again.",
    number(found),
  );

const doneWords = (found: number, compared: number): string =>
  found === 0
    ? l10n.t("Compared {0} spaces and pages: the key reveals nothing that you don't see without it.", number(compared))
    : l10n.t(
        "Compared {0} spaces and pages: {1} of them are there only with the key.",
        number(compared),
        number(found),
      );

const notOn = (): ServiceError =>
  new ServiceError({
    kind: "conflict",
    service: SERVICE,
    message: l10n.t("The admin key is not on."),
    hint: l10n.t("Turn it on, and run this again."),
  });
