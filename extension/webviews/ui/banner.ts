import * as l10n from "@vscode/l10n";
import type { Where } from "../messages.ts";
import { bdi, h, icon } from "./dom.ts";

const icons: Readonly<Record<Where["environment"], string>> = {
  production: "flame",
  test: "tools",
  mock: "beaker",
};

/** Says which server this page acts on: in colour, shape, icon and words, so that no mock is taken for production. */
export function banner(where: Where | undefined): HTMLElement | undefined {
  if (where === undefined) return undefined;
  const { environment, environmentLabel, connection, service, server, readOnly } = where;
  return h(
    "section",
    { "class": `banner ${environment}`, "aria-label": l10n.t("Connection") },
    h("span", { class: "environment" }, icon(icons[environment]), h("strong", {}, environmentLabel)),
    h(
      "span",
      { class: "connection" },
      bdi(connection),
      h("span", { class: "server" }, bdi(service), " · ", bdi(server)),
    ),
    readOnly ? h("span", { class: "read-only" }, icon("lock"), l10n.t("Read-only")) : undefined,
  );
}
