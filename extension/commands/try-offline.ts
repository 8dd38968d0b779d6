import { randomUUID } from "node:crypto";
import * as vscode from "vscode";
import { MOCK_URL } from "../connections/base-url.ts";
import type { Connection } from "../connections/connection.ts";
import { connectionId } from "../core/model.ts";
import { services } from "../services/catalog.ts";
import type { Demo, ServiceInfo } from "../services/service.ts";
import type { Command, Parts } from "./parts.ts";
import { withProgress } from "./progress.ts";

/** Starts the bundled mock server and adds its connection for each service that it imitates, where there is none yet. */
export const tryOffline: Command = {
  id: "keyporter.tryOffline",
  async run(parts) {
    await withProgress(vscode.l10n.t("Starting the bundled mock server..."), () => parts.mock.url());
    for (const { info } of services()) if (info.demo !== undefined) await addDemo(parts, info, info.demo);
    await vscode.commands.executeCommand("keyporter.credentials.focus");
    await parts.view.credentials.refresh();
  },
};

async function addDemo(parts: Parts, info: ServiceInfo, { signIn, fields }: Demo): Promise<void> {
  const present = parts.settings.all().connections;
  if (present.some(({ service, baseUrl }) => service === info.id && baseUrl === MOCK_URL)) return;
  const connection: Connection = {
    id: connectionId(randomUUID()),
    name: vscode.l10n.t("{0} Demo", info.shortName),
    service: info.id,
    baseUrl: MOCK_URL,
    environment: "mock",
    readOnly: false,
    fields,
  };
  await parts.signIns.save(connection, signIn);
  await parts.settings.save(connection);
}
